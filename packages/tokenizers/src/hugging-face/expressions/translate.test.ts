import { compilePattern } from '../../patterns/compile-pattern.js';
import { matchesOf } from '../../patterns/matches-of.js';
import fromJavaScript from './from-javascript.json';
import golden from './translate.golden.json';
import { translateJavaScript, translateOniguruma } from './translate.js';

function unexpected(reason: string): never {
  throw new Error(`refused: ${reason}`);
}

/** The text with "|" in the place of each match, as the library's Replace does. */
function marked(pattern: Parameters<typeof compilePattern>[0]): string {
  let text = '';
  let position = 0;
  for (const [start, end] of matchesOf(compilePattern(pattern), golden.text)) {
    text += `${golden.text.slice(position, start)}|`;
    position = end;
  }
  return text + golden.text.slice(position);
}

describe('translateOniguruma', () => {
  it.each(golden.oniguruma as [string, string][])('matches what Oniguruma matches: %s', (source, expected) => {
    expect(marked(translateOniguruma(source, unexpected))).toBe(expected);
  });

  it("writes Llama 3's pattern without the flag v", () => {
    expect(translateOniguruma(golden.oniguruma[0]![0]!, unexpected)).toEqual({
      regularExpression:
        "'[sSſ]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]|[^\\u{d}\\u{a}\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}" +
        '| ?[^\\p{White_Space}\\p{L}\\p{N}]+[\\u{d}\\u{a}]*|\\p{White_Space}*[\\u{d}\\u{a}]+' +
        '|\\p{White_Space}+(?!\\P{White_Space})|\\p{White_Space}+',
      flags: 'u',
    });
  });
});

describe('translateJavaScript', () => {
  const cases = fromJavaScript.map(
    ([source, flags, written], position) => [source!, flags!, written!, golden.fromJavaScript[position]!] as const,
  );

  it.each(cases)('writes /%s/%s', (source, flags, written, expected) => {
    expect(translateJavaScript({ source, flags }, unexpected)).toBe(written);
    expect(marked({ regularExpression: source, flags })).toBe(expected);
  });

  it.each([
    ['a', 'iu', 'the flag i'],
    ['^a', 'mu', 'the flag m'],
    ['(a)\\1', 'u', 'the escape \\1'],
    ['(?<x>a)\\k<x>', 'u', 'the escape \\k'],
    ['\\cJ', 'u', 'the escape \\c'],
    ['\\p{Emoji_Presentation}', 'u', 'the property Emoji_Presentation'],
    ['\\p{scx=Han}', 'u', 'the property scx=Han'],
    ['\\ud83d', 'u', 'half a character'],
    ['[\\w--a]', 'v', 'a class with --'],
    ['[\\w&&a]', 'v', 'a class with &&'],
    ['[\\q{ab}]', 'v', 'a class with \\q'],
    ['(?<=(?=a)a)b', 'u', 'a look around within one that looks behind'],
  ])('refuses /%s/%s', (source, flags, reason) => {
    expect(() => new RegExp(source, flags)).not.toThrow();
    expect(() => translateJavaScript({ source, flags }, unexpected)).toThrow(`refused: ${reason}`);
  });
});
