import { bleu } from './bleu.js';
import type { BleuOptions } from './bleu.js';
import { chrf } from './chrf.js';
import type { ChrfOptions } from './chrf.js';
import { corpusBleu } from './corpus-bleu.js';
import { corpusChrf } from './corpus-chrf.js';
import golden from './sacrebleu.golden.json';

/** The generator of sacrebleu.golden.py. */
function generatedCorpus(seed: number) {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % limit;
  };
  const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);
  const sentence = (): string =>
    times(below(14), () => golden.tokens[below(golden.tokens.length)]! + (below(4) > 0 ? ' ' : '')).join('');
  const changed = (line: string): string =>
    line
      .split(' ')
      .map((word) => (below(6) > 0 ? word : word.repeat(below(3))))
      .join(' ');
  const most = 1 + below(3);
  const pairs = times(1 + below(6), () => {
    const references = times(1 + below(most), sentence);
    return { references, hypothesis: below(5) > 0 ? changed(references[0]!) : sentence() };
  });
  const smoothing = (['exponential', 'floor', 'add-k', 'none'] as const)[below(4)]!;
  const smoothingValue = ['floor', 'add-k'].includes(smoothing) ? [undefined, 0.5, 2][below(3)] : undefined;
  const bleuOptions: BleuOptions = {
    smoothing,
    ...(smoothingValue === undefined ? {} : { smoothingValue }),
    tokenization: (['13a', 'intl', 'char', 'none'] as const)[below(4)]!,
    lowercase: below(2) === 1,
    maximumOrder: [4, 4, 2][below(3)]!,
    effectiveOrder: below(2) === 1,
  };
  const chrfOptions: ChrfOptions = {
    characterOrder: [6, 6, 3][below(3)]!,
    wordOrder: below(3),
    beta: 1 + below(3),
    lowercase: below(2) === 1,
    whiteSpace: below(2) === 1,
    epsilonSmoothing: below(2) === 1,
  };
  return {
    hypotheses: pairs.map(({ hypothesis }) => hypothesis),
    references: pairs.map(({ references }) => references),
    bleuOptions,
    chrfOptions,
  };
}

const rows = golden.rows as unknown as [number, string, number, string][];
const version = '|version:2.6.0';

describe('against sacreBLEU, on 500 generated corpora with nasty tokens', () => {
  it('BLEU is the same to eleven digits, with the same signature', () => {
    for (const [seed, [score, signature]] of rows.entries()) {
      const { hypotheses, references, bleuOptions } = generatedCorpus(seed);
      const result = corpusBleu(hypotheses, references, bleuOptions);
      expect([seed, result.signature]).toEqual([seed, signature + version]);
      expect([seed, result.score.toPrecision(11)]).toEqual([seed, score.toPrecision(11)]);
    }
  });

  it('chrF and chrF++ are the same to eleven digits, with the same signature', () => {
    for (const [seed, [, , score, signature]] of rows.entries()) {
      const { hypotheses, references, chrfOptions } = generatedCorpus(seed);
      const result = corpusChrf(hypotheses, references, chrfOptions);
      expect([seed, result.signature]).toEqual([seed, signature + version]);
      expect([seed, result.score.toPrecision(11)]).toEqual([seed, score.toPrecision(11)]);
    }
  });

  it('the corpora try scores from 0 to 100', () => {
    for (const column of [0, 2] as const) {
      const scores = rows.map((row) => row[column]);
      expect(scores.filter((score) => score > 0 && score < 100).length).toBeGreaterThan(300);
      expect(Math.min(...scores)).toBe(0);
      expect(Math.max(...scores)).toBeGreaterThan(90);
    }
  });

  it('the metrics are named as there', () => {
    expect([bleu().name, chrf().name, chrf({ wordOrder: 2 }).name, chrf({ beta: 1 }).name]).toEqual([
      'BLEU',
      'chrF2',
      'chrF2++',
      'chrF1',
    ]);
  });
});
