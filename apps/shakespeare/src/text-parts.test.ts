import { textParts } from './text-parts.js';

const lengths = (count: number, split: Parameters<typeof textParts>[1]): number[] => {
  const { train, validation, test } = textParts(new Int32Array(count), split);
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

  it('covers each character once, in order', () => {
    const ids = Int32Array.from({ length: 100 }, (_, id) => id);
    const { train, validation, test } = textParts(ids, { fractions: [0.7, 0.9] });
    expect([...train, ...validation, ...test]).toEqual([...ids]);
  });
});
