import { InvalidArgumentError } from '@refrain/core';
import fc from 'fast-check';
import { trainCharTokenizer } from '../character/train-char-tokenizer.js';
import { createTokenizer } from '../create-tokenizer.js';
import { internals } from '../tokenizer.js';
import type { Tokenizer } from '../tokenizer.js';
import { nBestEncodings } from './n-best-encodings.js';
import { trainUnigramTokenizer } from './train-unigram-tokenizer.js';

const text = 'low lower lowest low lower slow slower';
const small = trainUnigramTokenizer(text, { vocabularySize: 16 });

const tokensOf = (tokenizer: Tokenizer, ids: ArrayLike<number>) =>
  Array.from(ids, (id) => tokenizer.vocabulary.tokenOf(id));

/** What the model gives the tokens of `line`, in nats. */
function logProbability(tokenizer: Tokenizer, line: string): number {
  const { model } = tokenizer[internals].description;
  if (model.type !== 'unigram') throw new Error('not a unigram model');
  return tokenizer.encode(line).reduce((sum, id) => sum + model.scores[id]!, 0);
}

describe('nBestEncodings', () => {
  it('ranks the ways to encode a text by their log-probability', () => {
    const ranked = nBestEncodings(small, 'low slow', { count: 3 });
    expect(ranked.map(({ ids }) => tokensOf(small, ids).join(' '))).toEqual([
      '▁low ▁slow',
      '▁ l o w ▁slow',
      '▁low ▁ s l o w',
    ]);
    expect(ranked[0]!.ids).toEqual(small.encode('low slow'));
    expect(ranked[0]!.logProbability).toBeCloseTo(logProbability(small, 'low slow'), 12);
    expect(ranked[1]!.logProbability).toBeLessThan(ranked[0]!.logProbability);
  });

  it('gives the ids of its example', () => {
    const ranked = nBestEncodings(small, 'slowest low', { count: 2 });
    expect(ranked.map(({ ids }) => ids.join())).toEqual(['4,14,7,8,3', '4,14,7,8,13,10,11,12']);
  });

  it('finds for a text what it finds for the same text as one piece', () => {
    const { description } = small[internals];
    const preTokenizers = description.preTokenizers.map((one) => ({ ...one, split: false }) as never);
    const whole = createTokenizer({ ...description, preTokenizers });
    const letters = fc.array(fc.constantFrom(...'lowerst '), { maxLength: 14 }).map((it) => it.join(''));
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 20 }), (line, count) => {
        const byWord = nBestEncodings(small, line, { count });
        const atOnce = nBestEncodings(whole, line, { count });
        expect(byWord).toHaveLength(atOnce.length);
        for (const [rank, { logProbability }] of byWord.entries()) {
          expect(logProbability).toBeCloseTo(atOnce[rank]!.logProbability, 9);
        }
        expect(new Set(byWord.map(({ ids }) => ids.join())).size).toBe(byWord.length);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('takes the options of encode', () => {
    const framed = trainUnigramTokenizer(text, { vocabularySize: 16, template: ['start', 'text', 'end'] });
    const options = { count: 1, special: 'encode' } as const;
    expect(tokensOf(framed, nBestEncodings(framed, 'low<unk>', options)[0]!.ids)).toEqual([
      '<s>',
      '▁low',
      '<unk>',
      '</s>',
    ]);
    expect(nBestEncodings(small, '', { count: 4 })).toEqual([{ ids: new Int32Array(0), logProbability: 0 }]);
  });

  it('refuses what it can not do', () => {
    expect(() => nBestEncodings(small, 'low', { count: 0 })).toThrow(
      new Error('count must be a positive integer; received 0.'),
    );
    expect(() => nBestEncodings(trainCharTokenizer('low'), 'low', { count: 2 })).toThrow(
      /^tokenizer must be a unigram tokenizer; received .*\. Of the kind character there is one way to encode a text\.$/,
    );
    expect(() => nBestEncodings(small, 'low', { count: 1, regularization: {} } as never)).toThrow(InvalidArgumentError);
  });
});
