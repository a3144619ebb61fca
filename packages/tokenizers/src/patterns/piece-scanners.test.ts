import fc from 'fast-check';
import { compilePattern } from './compile-pattern.js';
import { regularExpressions } from './regular-expressions.js';

function pieces(name: 'gpt2' | 'cl100k', text: string): string[] {
  const found: string[] = [];
  compilePattern({ name }).forEachMatch(text, (start, end) => found.push(text.slice(start, end)));
  return found;
}

describe.each(['gpt2', 'cl100k'] as const)('the scanner of %s', (name) => {
  it('cuts as its regular expression', () => {
    const expressions = ['gu', 'gv'].map((flags) => new RegExp(regularExpressions[name], flags));
    const nasty = fc.constantFrom(
      ...'aZéßſKslvedmtrSLVEDMTR019٣Ⅷ½𝟘𝐀𠀀\u0301\u200d\'’" \t\r\n\u0085\u00a0\u1680\u2028\u3000\ufeff\u180e!.,-_中か한🙂\0',
      '👩‍🚀',
      "'ll",
      "'VE",
      '\ud800',
      '\udc00',
      '  ',
    );
    const text = fc.array(fc.oneof({ weight: 5, arbitrary: nasty }, fc.string({ unit: 'binary' })), { maxLength: 40 });
    fc.assert(
      fc.property(text, (parts) => {
        const whole = parts.join('');
        const cut = JSON.stringify(pieces(name, whole));
        for (const expression of expressions) expect(cut).toBe(JSON.stringify(whole.match(expression) ?? []));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
