import fc from 'fast-check';
import { alignedText, prepend, replaceMatches, replaceRanges, slice, spreadText } from './aligned-text.js';

const none = { starts: undefined, ends: undefined };

describe('alignedText', () => {
  it('lets both halves of a pair stand where the pair stands', () => {
    expect(alignedText('a😀', 5)).toEqual({
      text: 'a😀',
      starts: Int32Array.of(5, 6, 6),
      ends: Int32Array.of(6, 8, 8),
    });
  });

  it('keeps no places where nobody asks for offsets', () => {
    const text = alignedText('ab', undefined);
    expect(slice(text, 1, 2)).toEqual({ text: 'b', ...none });
    expect(prepend(text, '>')).toEqual({ text: '>ab', ...none });
    expect(spreadText(text, 'x')).toEqual({ text: 'x', ...none });
    expect(replaceRanges(text, [[0, 1]], (part) => part + part)).toEqual({ text: 'aab', ...none });
  });

  it('lets new text stand where the last character of the old one stood', () => {
    expect(replaceMatches(alignedText('a--b', 0), /-+/g, '...')).toEqual({
      text: 'a...b',
      starts: Int32Array.of(0, 2, 2, 2, 3),
      ends: Int32Array.of(1, 3, 3, 3, 4),
    });
  });

  it('lets text that is put in at the beginning stand there without length', () => {
    const { starts, ends } = replaceRanges(alignedText('ab', 4), [[0, 0]], () => 'x');
    expect([starts, ends]).toEqual([Int32Array.of(4, 4, 5), Int32Array.of(4, 5, 6)]);
  });

  it('replaces as JavaScript does, with places from left to right inside the text', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '😀', ' ')).map((parts) => parts.join(''));
    const pattern = fc.constantFrom(/a+/gu, /[b ]/gu, /a|😀/gu, /(?:)/gu);
    fc.assert(
      fc.property(text, pattern, fc.constantFrom('', '-', '😀😀'), (whole, expression, content) => {
        const replaced = replaceMatches(alignedText(whole, 0), expression, content);
        expect(replaced.text).toBe(whole.replace(expression, content));
        expect([replaced.starts!.length, replaced.ends!.length]).toEqual([replaced.text.length, replaced.text.length]);
        expect(Array.from(replaced.starts!)).toEqual(Array.from(replaced.starts!).sort((left, right) => left - right));
        expect(replaced.ends!.every((end, position) => end >= replaced.starts![position]! && end <= whole.length)).toBe(
          true,
        );
      }),
      { seed: 15, numRuns: 300 },
    );
  });
});
