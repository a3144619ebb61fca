import { characterCount, textParts } from './text-parts.js';

const lengths = (count: number, split: Parameters<typeof textParts>[1]['split']): number[] => {
  const { train, validation, test } = textParts('x'.repeat(count), { split });
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
    const parts = textParts(text, { split: { fractions: [0.7, 0.9] } });
    expect(parts.train + parts.validation + parts.test).toBe(text);
    expect([parts.train, parts.validation, parts.test].map((part) => characterCount(part))).toEqual([21, 6, 3]);
    expect(parts.validation.startsWith('🎭')).toBe(true);
  });

  it('cuts none of the lines in two, where they are the sequences', () => {
    const lines = { end: 'newline', padding: 'post' } as const;
    const split = { fractions: [0.5, 0.8] } as const;
    expect(textParts('abc\nde\nfgh\ni\n', { split, lines })).toEqual({
      train: 'abc\nde\n',
      validation: 'fgh\n',
      test: 'i\n',
    });
    for (const fractions of [
      [0, 1],
      [1, 1],
    ] as const) {
      const { train, validation } = textParts('abc\nde\n', { split: { fractions }, lines });
      expect([train, validation]).toEqual(fractions[0] === 0 ? ['', 'abc\nde\n'] : ['abc\nde\n', '']);
    }
  });
});

describe('characterCount', () => {
  it('counts code points between two places', () => {
    expect(characterCount('a🎭b🎭')).toBe(4);
    expect(characterCount('a🎭b🎭', 1, 4)).toBe(2);
  });
});
