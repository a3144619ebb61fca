import { Random } from '@refrain/core';
import { bleu } from './bleu.js';
import { chrf } from './chrf.js';
import { corpusBleu } from './corpus-bleu.js';
import { pairedBootstrap } from './paired-bootstrap.js';

const random = new Random(7);
const words = 'the a cat dog sat ran on under mat tree and then'.split(' ');
const lines = Array.from({ length: 120 }, () => Array.from({ length: 8 }, () => words[random.integer(words.length)]!));
/** Translations with a share of wrong words. */
const corrupted = (share: number, seed: number): string[] => {
  const draws = new Random(seed);
  return lines.map((line) => line.map((word) => (draws.uniform() < share ? 'wrong' : word)).join(' '));
};
const references = lines.map((line) => [line.join(' ')]);

describe('pairedBootstrap', () => {
  it('finds a real difference significant', () => {
    const [baseline, hypotheses] = [corrupted(0.3, 1), corrupted(0.15, 2)];
    for (const metric of [bleu(), chrf()]) {
      const result = pairedBootstrap({ metric, baseline, hypotheses, references, random: new Random(12345) });
      expect(result.hypotheses).toBeGreaterThan(result.baseline);
      expect(result.pValue).toBeLessThan(0.01);
      expect(Math.abs(result.mean - result.hypotheses)).toBeLessThan(result.confidence);
    }
  });

  it('finds a difference by luck not significant', () => {
    const [baseline, hypotheses] = [corrupted(0.2, 3), corrupted(0.2, 4)];
    const result = pairedBootstrap({ metric: bleu(), baseline, hypotheses, references, random: new Random(12345) });
    expect(result.hypotheses).not.toBe(result.baseline);
    expect(result.pValue).toBeGreaterThan(0.05);
  });

  it('never finds a system better than itself', () => {
    const hypotheses = corrupted(0.2, 5);
    const result = pairedBootstrap({
      metric: bleu(),
      baseline: hypotheses,
      hypotheses,
      references,
      random: new Random(1),
    });
    expect(result.pValue).toBe(1);
    expect(result.baseline).toBe(corpusBleu(hypotheses, references).score);
  });

  it('draws the same samples from the same random state', () => {
    const options = {
      metric: bleu(),
      baseline: corrupted(0.3, 1),
      hypotheses: corrupted(0.2, 2),
      references,
      samples: 50,
    };
    const once = pairedBootstrap({ ...options, random: new Random(3) });
    expect(pairedBootstrap({ ...options, random: new Random(3) })).toEqual(once);
    expect(pairedBootstrap({ ...options, random: new Random(4) })).not.toEqual(once);
  });

  it('refuses systems that translate different corpora', () => {
    const options = { metric: bleu(), hypotheses: ['a', 'b'], references: [['a'], ['b']], random: new Random(1) };
    expect(() => pairedBootstrap({ ...options, baseline: ['a'] })).toThrow(
      'baseline must be an array of 2, as many as there are hypotheses; received ["a"].',
    );
  });
});
