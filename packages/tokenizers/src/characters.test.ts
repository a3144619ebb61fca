import { codePoints, describeCharacter, isHighSurrogate, isSurrogate, lowercaseCodePoint } from './characters.js';

describe('lowercaseCodePoint', () => {
  const longer: number[] = [];
  const unsettled: number[] = [];
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const lower = lowercaseCodePoint(codePoint);
    if (lower.length > 1) longer.push(codePoint);
    if (lower.length === 1 && lowercaseCodePoint(lower[0]!)[0] !== lower[0]) unsettled.push(codePoint);
  }

  it('gives one code point for all but the capital i with a dot', () => {
    expect(longer).toEqual([0x130]);
  });

  it('changes nothing the second time', () => {
    expect(unsettled).toEqual([]);
  });

  it('minds no context: a capital sigma is the same everywhere', () => {
    expect(lowercaseCodePoint(0x3a3)).toEqual([0x3c3]);
  });
});

describe('surrogates', () => {
  it('are the halves of pairs', () => {
    const values = [0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000];
    expect(values.filter(isSurrogate)).toEqual([0xd800, 0xdbff, 0xdc00, 0xdfff]);
    expect(values.filter(isHighSurrogate)).toEqual([0xd800, 0xdbff]);
  });

  it('stand alone only where their other half is missing', () => {
    expect(codePoints('a🙂\ude42')).toEqual([0x61, 0x1f642, 0xde42]);
  });
});

describe('describeCharacter', () => {
  it.each([
    [0x0a, '"\\n" (U+000A)'],
    [0x1f642, '"🙂" (U+1F642)'],
    [0xdc00, '"\\udc00" (U+DC00, half of a surrogate pair)'],
  ])('shows %p', (codePoint, shown) => {
    expect(describeCharacter(codePoint)).toBe(shown);
  });
});
