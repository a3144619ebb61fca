import { InvalidArgumentError } from '@refrain/core';
import { corpusBleu, sentenceBleu } from './corpus-bleu.js';

describe('corpusBleu', () => {
  it('gives the score, its parts and the signature', () => {
    // By hand: 5 of 6 words, 4 of 5 pairs, 3 of 4 triples, 2 of 3 quadruples match; lengths are equal.
    const { score, ...parts } = corpusBleu(['a cat sat on the mat'], [['the cat sat on the mat']]);
    expect(score).toBeCloseTo(100 * ((5 / 6) * (4 / 5) * (3 / 4) * (2 / 3)) ** 0.25, 10);
    expect(parts).toEqual({
      precisions: [500 / 6, 80, 75, 200 / 3],
      brevityPenalty: 1,
      hypothesisLength: 6,
      referenceLength: 6,
      signature: 'nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0',
    });
  });

  it('takes short hypotheses down by the nearest reference, the shorter of two', () => {
    const { brevityPenalty, referenceLength } = corpusBleu(['a b c d'], [['a b c d e', 'a b c', 'a b c d e f g']]);
    expect([brevityPenalty, referenceLength]).toEqual([1, 3]);
    expect(corpusBleu(['a b'], [['a b c d']]).brevityPenalty).toBeCloseTo(Math.exp(-1), 12);
  });

  it('is 0 where nothing matches, and where nothing is said', () => {
    expect(corpusBleu(['x'], [['y']]).score).toBe(0);
    expect(corpusBleu([''], [['y']])).toMatchObject({ score: 0, brevityPenalty: 0 });
    expect(corpusBleu(['a b c'], [['a b d']], { smoothing: 'none' }).score).toBe(0);
  });

  it('does not mind prototype names', () => {
    expect(corpusBleu(['__proto__ constructor toString x'], [['__proto__ constructor toString x']]).score).toBeCloseTo(
      100,
      10,
    );
  });

  it.each<[string, () => unknown, string]>([
    ['no hypotheses', () => corpusBleu([], []), 'hypotheses must be an array of at least one string; received [].'],
    [
      'references by document',
      () => corpusBleu(['a', 'b'], [['a', 'b']]),
      'references must be an array of 2, one array of strings a hypothesis; received [an array of 2].',
    ],
    [
      'references that are not in arrays',
      () => corpusBleu(['a'], ['a'] as never),
      'references[0] must be an array of at least one string; received "a".',
    ],
    [
      'a hypothesis without a reference',
      () => corpusBleu(['a'], [[]]),
      'references[0] must be an array of at least one string; received [].',
    ],
    [
      'a hypothesis that is no text',
      () => corpusBleu([1] as never, [['a']]),
      'hypotheses[0] must be a string; received 1.',
    ],
    [
      "sacreBLEU's own word for an option",
      () => corpusBleu(['a'], [['a']], { smoothing: 'exp' as never }),
      'smoothing must be one of "exponential", "floor", "add-k", "none"; received "exp".',
    ],
    [
      'a value that would do nothing',
      () => corpusBleu(['a'], [['a']], { smoothingValue: 1 }),
      'smoothingValue must be left out with the smoothing exponential; received 1.',
    ],
    [
      'an unknown tokenization',
      () => corpusBleu(['a'], [['a']], { tokenization: 'zh' as never }),
      'tokenization must be one of "13a", "intl", "char", "none"; received "zh".',
    ],
  ])('refuses %s', (_, compute, message) => {
    expect(compute).toThrow(InvalidArgumentError);
    expect(compute).toThrow(new Error(message));
  });
});

describe('sentenceBleu', () => {
  it('leaves out n-grams that the sentence is too short for', () => {
    expect(sentenceBleu('the cat sat', ['the cat sat']).score).toBeCloseTo(100, 10);
    expect(sentenceBleu('the cat sat', ['the cat sat'], { effectiveOrder: false }).score).toBe(0);
    expect(sentenceBleu('the cat sat', ['the cat sat down']).score).toBeCloseTo(100 * Math.exp(-1 / 3), 10);
  });
});
