import fc from 'fast-check';
import { runs } from '../test-support/processed.js';
import { TextGate } from './text-gate.js';

function through(stopTexts: string[], pieces: string[]): string[] {
  const gate = new TextGate(stopTexts);
  return [...pieces.map((piece) => gate.push(piece)), gate.flush()];
}

describe('TextGate', () => {
  it('lets text through at once where nothing can become of it', () => {
    expect(through([], ['a', 'b\n'])).toEqual(['a', 'b\n', '']);
    expect(through(['END'], ['a', 'b'])).toEqual(['a', 'b', '']);
  });

  it('holds back what may become a stop text, and lets it through when it does not', () => {
    expect(through(['END'], ['a E', 'N', 'T', ' END', 'b'])).toEqual(['a ', '', 'ENT', ' ', '', '']);
  });

  it('lets through at the end what did not become a stop text', () => {
    expect(through(['END'], ['a E', 'N'])).toEqual(['a ', '', 'EN']);
  });

  it('cuts at the stop text that is complete first, and of several at the longest', () => {
    expect(through(['abcd', 'bc'], ['xabcd'])).toEqual(['xa', '']);
    expect(through(['bc', 'abc'], ['xabcd'])).toEqual(['x', '']);
  });

  it('finds a stop text that begins within a failed one', () => {
    expect(through(['aab'], ['a', 'a', 'a', 'b'])).toEqual(['', '', 'a', '', '']);
  });

  it('keeps the halves of a surrogate pair together', () => {
    expect(through([], ['a\uD83D', '\uDE00b'])).toEqual(['a', '😀b', '']);
    expect(through(['😀'], ['a\uD83D', '\uDE01'])).toEqual(['a', '😁', '']);
    expect(through([], ['\uD83D'])).toEqual(['', '\uD83D']);
  });

  it('gives what an exhaustive search gives, however the text is cut, and as early as possible', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    const stops = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 4 }), stops, (pieces, stopTexts) => {
        const text = pieces.join('');
        const end = Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length)).find((beginning) =>
          stopTexts.some((stop) => beginning.endsWith(stop)),
        );
        const cut = Math.max(0, ...stopTexts.filter((stop) => end?.endsWith(stop)).map((stop) => stop.length));
        expect(through(stopTexts, pieces).join('')).toBe(end === undefined ? text : end.slice(0, end.length - cut));

        const gate = new TextGate(stopTexts);
        let given = '';
        let taken = '';
        for (const piece of pieces) {
          given += gate.push(piece);
          taken += piece;
          if (gate.stopped) break;
          const held = taken.slice(given.length);
          expect(held === '' || stopTexts.some((stop) => stop.startsWith(held))).toBe(true);
        }
      }),
      runs,
    );
  });
});
