import { embeddingSection } from './embedding-section.js';
import type { EmbeddingView } from './embedding-section.js';

const view: EmbeddingView = {
  words: ['good', 'bad', 'a < b', '\n'],
  vectors: Float32Array.of(2, 0, 1, 0, 1, -1, 1, 3, 0.5, -2, 1, 0),
  values: [1, -0.5, 0.2, 0],
  valueName: 'sentiment',
};

describe('embeddingSection', () => {
  const { title, html } = embeddingSection('Words', view);

  it('draws a dot for each word, coloured by its value, the strongest above', () => {
    expect(title).toBe('Words');
    const dots = [...html.matchAll(/<circle class="(\w+)" style="--weight:(\d+)%".*?<title>(.*?)<\/title>/g)];
    expect(dots.map(([, ...parts]) => parts.join(' '))).toEqual([
      'positive 0 ↵ 0',
      'positive 20 a␣&lt;␣b +0.20',
      'negative 50 bad −0.50',
      'positive 100 good +1.00',
    ]);
  });

  it('says what the colours and the axes are', () => {
    expect(html).toContain('<figcaption><span>sentiment</span><div class="scale">');
    expect(html).toMatch(
      /<p>across, component 1: \d+ % of the variance · up, component 2: \d+ % of the variance · 4 words, 4 of them named<\/p>/,
    );
  });

  it('names the words with the largest values first', () => {
    const named = (labels: number) =>
      [...embeddingSection('Words', { ...view, labels }).html.matchAll(/<text.*?>(.*?)<\/text>/g)].map(
        ([, word]) => word,
      );
    expect(named(2)).toEqual(['good', 'bad']);
    expect(named(9)).toEqual(['good', 'bad', 'a␣&lt;␣b', '↵']);
  });

  it('keeps every dot within the picture', () => {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(html)!.map(Number);
    const centres = [...html.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)];
    expect(centres).toHaveLength(4);
    for (const [, x, y] of centres) {
      expect(Number(x) >= 28 && Number(x) <= width! - 28 && Number(y) >= 28 && Number(y) <= height! - 28).toBe(true);
    }
  });

  it('shows a single word too', () => {
    expect(embeddingSection('Words', { ...view, words: ['one'], values: [1] }).html).toContain('cx="550.0" cy="28.0"');
  });

  it.each<[Partial<EmbeddingView>, string]>([
    [{ words: [] }, 'words must be at least one word; received [].'],
    [{ values: [1] }, 'values must be an array of 4 numbers, as there are words; received [1].'],
    [{ vectors: [1, 2, 3] }, 'vectors must be an array [words, units] with 4 words; received [1, 2, 3].'],
    [{ vectors: [1, 2, 3, Number.NaN] }, 'vectors must be finite numbers; received NaN.'],
    [{ values: [1, 2, 3, Infinity] }, 'values must be finite numbers; received Infinity.'],
    [{ labels: 0 }, 'labels must be a positive integer; received 0.'],
  ])('refuses %j', (wrong, message) => {
    expect(() => embeddingSection('Words', { ...view, ...wrong })).toThrow(new Error(message));
  });
});
