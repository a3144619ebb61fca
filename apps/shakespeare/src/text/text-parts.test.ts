import { characterCount, textParts } from './text-parts.js';

const lengths = (count: number, split: Parameters<typeof textParts>[1]): number[] => {
  const { train, validation, test } = textParts('x'.repeat(count), split);
  return [train.length, validation.length, test.length];
};

describe('textParts', () => {
  it('cuts tiny Shakespeare where the book does', () => {
    const split = { positions: [1_000_000, 1_060_000], fractions: [0.9, 0.95] } as const;
    expect(lengths(1_115_394, split)).toEqual([1_000_000, 60_000, 55_394]);
  });

  it('cuts a shorter text by fractions', () => {
    const split = { positions: [1_000_000, 1_060_000], fractions: [0.9, 0.95] } as const;
    expect(lengths(94_109, split)).toEqual([84_698, 4_706, 4_705]);
  });

  it('covers each character once, in order, and cuts none in two', () => {
    const text = '🎭aé'.repeat(10);
    const parts = textParts(text, { fractions: [0.7, 0.9] });
    expect(parts.train + parts.validation + parts.test).toBe(text);
    expect([parts.train, parts.validation, parts.test].map((part) => characterCount(part))).toEqual([21, 6, 3]);
    expect(parts.validation.startsWith('🎭')).toBe(true);
  });
});

describe('characterCount', () => {
  it('counts code points between two places', () => {
    expect(characterCount('a🎭b🎭')).toBe(4);
    expect(characterCount('a🎭b🎭', 1, 4)).toBe(2);
  });
});
