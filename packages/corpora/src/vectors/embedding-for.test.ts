import { Random } from '@refrain/core';
import { embeddingFor } from './embedding-for.js';

const vectors = { words: ['good', 'bad', 'film'], dimensions: 2, values: Float32Array.of(1, 2, -1, -2, 0.5, 0) };

describe('embeddingFor', () => {
  it('gives each token its vector, and zeros where there is none', () => {
    expect(embeddingFor(vectors, ['<pad>', 'film', 'dreary', 'good', 'film'])).toEqual({
      values: Float32Array.of(0, 0, 0.5, 0, 0, 0, 1, 2, 0.5, 0),
      dimensions: 2,
      missing: ['<pad>', 'dreary'],
    });
  });

  it('draws what is missing as wide as what is there', () => {
    const tokens = ['good', 'bad', ...Array.from({ length: 2_000 }, (_, index) => `unknown${index}`)];
    const { values, missing } = embeddingFor(vectors, tokens, { missing: 'uniform', random: new Random(1) });
    expect(missing).toHaveLength(2_000);
    expect(values.subarray(0, 4)).toEqual(Float32Array.of(1, 2, -1, -2));
    const drawn = Array.from(values.subarray(4));
    // The four known numbers have the mean 0 and the variance 2.5.
    expect(Math.max(...drawn.map(Math.abs))).toBeLessThanOrEqual(Math.fround(Math.sqrt(7.5)));
    const variance = drawn.reduce((sum, value) => sum + value ** 2, 0) / drawn.length;
    expect(Math.abs(variance - 2.5)).toBeLessThan(0.15);
  });

  it('draws the same with the same random, and does not touch the vectors', () => {
    const draw = () => embeddingFor(vectors, ['a', 'good'], { missing: 'uniform', random: new Random(3) }).values;
    expect(draw()).toEqual(draw());
    expect(vectors.values).toEqual(Float32Array.of(1, 2, -1, -2, 0.5, 0));
  });

  it('refuses tokens of which none has a vector, and options that would do nothing', () => {
    expect(() => embeddingFor(vectors, ['Good', 'Bad'])).toThrow(
      new Error(
        'tokens must have a vector for some of them; received 2 tokens, none of which is among the 3 words. Check that both are lower-case, or both not.',
      ),
    );
    expect(() => embeddingFor(vectors, ['good'], { missing: 'normal' } as never)).toThrow(
      new Error('missing must be one of "zeros", "uniform"; received "normal".'),
    );
    expect(() => embeddingFor(vectors, ['good'], { missing: 'uniform' } as never)).toThrow(
      new Error("random must be a Random, for missing 'uniform'; received undefined."),
    );
    expect(() => embeddingFor(vectors, ['good'], { missing: 'zeros', random: new Random(1) } as never)).toThrow(
      new Error('embeddingFor does not know the option "random"; known options are missing.'),
    );
  });
});
