import { compilePattern } from './compile-pattern.js';
import type { PatternDescription } from './description.js';

function matches(description: PatternDescription, text: string): string[] {
  const found: string[] = [];
  compilePattern(description).forEachMatch(text, (start, end) => found.push(`${start}-${end}`));
  return found;
}

describe('compilePattern', () => {
  it('cuts all of a text by a pattern with a name', () => {
    expect(compilePattern({ name: 'gpt2' }).covers).toBe(true);
    expect(matches({ name: 'gpt2' }, "it's  12\n")).toEqual(['0-2', '2-4', '4-5', '5-8', '8-9']);
    expect(matches({ name: 'cl100k' }, "IT'S\t12345")).toEqual(['0-2', '2-4', '4-5', '5-8', '8-10']);
    expect(matches({ name: 'gpt2' }, '')).toEqual([]);
  });

  it('finds these very characters, without overlap', () => {
    expect(compilePattern({ text: 'a' }).covers).toBe(false);
    expect(matches({ text: 'aa' }, 'aaaaa.aa')).toEqual(['0-2', '2-4', '6-8']);
    expect(matches({ text: '.' }, 'a.b')).toEqual(['1-2']);
    expect(matches({ text: '' }, 'abc')).toEqual([]);
  });

  it.each(['u', 'v', 'iu', 'smv'])('finds what a regular expression with %s matches', (flags) => {
    expect(matches({ regularExpression: '\\p{L}+', flags }, 'ab 🙂𝐀𝐁')).toEqual(['0-2', '5-9']);
  });

  it('gives empty matches, one for each character', () => {
    expect(matches({ regularExpression: 'x*', flags: 'u' }, '🙂x')).toEqual(['0-0', '2-3', '3-3']);
  });

  it.each(['', 'i', 'uv', 'gu', 'yu', 'du'])('refuses the flags %p', (flags) => {
    expect(() => compilePattern({ regularExpression: 'a', flags })).toThrow(
      `a regular expression must have the flag u or v, and else only i, m or s; received /a/${flags}. ` +
        'Without u or v it would cut characters in two.',
    );
  });

  it('refuses what is no regular expression', () => {
    expect(() => compilePattern({ regularExpression: '(', flags: 'u' })).toThrow(
      'a pattern must be a regular expression of JavaScript; received /(/u. ' +
        'Invalid regular expression: /(/gu: Unterminated group.',
    );
  });
});
