import { assertKnownOptions, assertPositiveInteger, refuse } from '@refrain/core';
import { internals } from '../tokenizer.js';
import type { EncodeOptions, Tokenizer } from '../tokenizer.js';
import { ChosenCuts } from './chosen-cuts.js';
import { nBestCuts } from './n-best-cuts.js';
import type { RankedCut } from './n-best-cuts.js';

/** How {@link nBestEncodings} encodes. */
export interface NBestOptions extends Omit<EncodeOptions, 'regularization'> {
  /** How many encodings are wanted. */
  readonly count: number;
}

/** One way to encode a text. */
export interface RankedEncoding {
  /** As `tokenizer.encode` gives them, `[time]`. */
  readonly ids: Int32Array;
  /**
   * Natural logarithm of its probability: the sum of the scores of its tokens. An unknown character counts 10 nats less
   * than the worst token; added tokens and those of the template count nothing.
   */
  readonly logProbability: number;
}

/**
 * The `count` most probable ways to encode a text with a unigram tokenizer, best first, each once; fewer if there are no
 * more. The first is what `tokenizer.encode` gives. Exact, as the n best of SentencePiece are for short texts.
 *
 * @throws InvalidArgumentError if `tokenizer` is not a unigram tokenizer, and as `tokenizer.encode`
 * @example
 * const tokenizer = trainUnigramTokenizer('low lower lowest low lower slow slower', { vocabularySize: 16 });
 * nBestEncodings(tokenizer, 'slowest low', { count: 2 }).map((one) => one.ids.join());   // ['4,14,7,8,3', '4,14,7,8,13,10,11,12']
 */
export function nBestEncodings(tokenizer: Tokenizer, text: string, options: NBestOptions): RankedEncoding[] {
  assertKnownOptions('nBestEncodings', options, ['count', 'special', 'replaceUnknown', 'template', 'pair']);
  const { count, ...encodeOptions } = options;
  assertPositiveInteger('count', count);
  const { type } = tokenizer[internals].description.model;
  if (type !== 'unigram') {
    refuse('tokenizer', tokenizer, {
      expected: 'a unigram tokenizer',
      remedy: `Of the kind ${type} there is one way to encode a text.`,
    });
  }
  const perPiece: (readonly ScoredCut[])[] = [];
  const recorder = new ChosenCuts((graph) => {
    const cuts = nBestCuts(graph, count).map((cut) => ({
      ...cut,
      score: cut.edges.reduce((sum, edge) => sum + graph.scores[edge]!, 0),
    }));
    perPiece.push(cuts);
    return cuts[0]!.edges;
  });
  const best = tokenizer.encode(text, { ...encodeOptions, regularization: recorder });
  return combine(perPiece, count).map(({ cuts, score }, rank) => {
    if (rank === 0) return { ids: best, logProbability: score };
    let piece = 0;
    const replay = new ChosenCuts(() => cuts[piece++]!.edges);
    return { ids: tokenizer.encode(text, { ...encodeOptions, regularization: replay }), logProbability: score };
  });
}

interface ScoredCut extends RankedCut {
  readonly score: number;
}

/** One cut for each of the pieces so far. */
interface Combination {
  readonly previous: Combination | undefined;
  readonly cut: ScoredCut | undefined;
  readonly loss: number;
  readonly score: number;
}

/** The `count` best ways to take one cut of each piece. */
function combine(perPiece: readonly (readonly ScoredCut[])[], count: number) {
  let combinations: Combination[] = [{ previous: undefined, cut: undefined, loss: 0, score: 0 }];
  for (const cuts of perPiece) {
    const extended: Combination[] = [];
    for (const [rank, previous] of combinations.entries()) {
      // Those with a better or equal combination and a better or equal cut come before.
      for (const cut of cuts.slice(0, Math.ceil(count / (rank + 1)))) {
        extended.push({ previous, cut, loss: previous.loss + cut.loss, score: previous.score + cut.score });
      }
    }
    extended.sort((left, right) => left.loss - right.loss);
    combinations = extended.slice(0, count);
  }
  return combinations.map((last) => {
    const cuts: ScoredCut[] = [];
    for (let one: Combination | undefined = last; one?.cut !== undefined; one = one.previous) cuts.push(one.cut);
    return { cuts: cuts.reverse(), score: last.score };
  });
}
