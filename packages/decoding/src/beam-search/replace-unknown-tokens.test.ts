import type { Hypothesis } from './hypothesis.js';
import { replaceUnknownTokens } from './replace-unknown-tokens.js';

const vocabulary = ['', '[UNK]', 'conozco', 'a', 'y'];
const options = {
  unknownId: 1,
  sourceTokens: ['i', 'know', 'Wuzzy'],
  tokenOf: (id: number) => vocabulary[id]!,
};

/** A hypothesis that looked at its source as `attention` says, a row for each id and the end. */
function hypothesis(ids: number[], attention?: number[][]): Hypothesis {
  const rows = attention?.map((weights) => Float32Array.from(weights));
  return { ids: Int32Array.from(ids), logProbability: -1, score: -1, finished: true, ...(rows && { attention: rows }) };
}

describe('replaceUnknownTokens', () => {
  it('puts the source token that got most attention where an unknown one stands', () => {
    const found = hypothesis([2, 3, 1], [[0.1, 0.8, 0.1], [0.3, 0.3, 0.4], [0.1, 0.2, 0.7], [1, 0, 0]]); // prettier-ignore
    expect(replaceUnknownTokens(found, options)).toEqual(['conozco', 'a', 'Wuzzy']);
  });

  it('looks for each unknown token by itself', () => {
    const found = hypothesis([1, 4, 1], [[0.9, 0.1, 0], [0, 1, 0], [0, 0.4, 0.6]]); // prettier-ignore
    expect(replaceUnknownTokens(found, options)).toEqual(['i', 'y', 'Wuzzy']);
  });

  it('takes the first of equals', () => {
    expect(replaceUnknownTokens(hypothesis([1], [[0.2, 0.4, 0.4]]), options)).toEqual(['know']);
  });

  it('does not mind what lies behind the source tokens', () => {
    expect(replaceUnknownTokens(hypothesis([1], [[0.2, 0.1, 0, 0.7]]), options)).toEqual(['i']);
  });

  it('gives nothing for nothing', () => {
    expect(replaceUnknownTokens(hypothesis([]), options)).toEqual([]);
  });

  it.each([
    [
      hypothesis([2, 1]),
      options,
      'replaceUnknownTokens expects attention for each of the 2 tokens; received it for 0. Use a model with attention.',
    ],
    [
      hypothesis([1], [[0.5, 0.5]]),
      options,
      'sourceTokens must be at most 2 tokens, as attention has; received 3. Give the tokens that the model read, without those that were cut.',
    ],
    [
      hypothesis([2]),
      { ...options, sourceTokens: [] },
      'sourceTokens must be an array of at least one token; received [].',
    ],
    [hypothesis([2]), { ...options, unknownId: -1 }, 'unknownId must be an integer of at least 0; received -1.'],
    [
      hypothesis([2]),
      { ...options, tokenOf: vocabulary },
      'tokenOf must be a function from an id to its token; received ["", "[UNK]", "conozco", "a", "y"].',
    ],
    [
      hypothesis([2]),
      { ...options, table: {} },
      'replaceUnknownTokens does not know the option "table"; known options are unknownId, sourceTokens, tokenOf.',
    ],
  ])('refuses %#', (found, wrong, message) => {
    expect(() => replaceUnknownTokens(found, wrong as never)).toThrow(new Error(message));
  });
});
