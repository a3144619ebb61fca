import { assertKnownOptions, assertNonNegativeInteger, InvalidArgumentError, refuse } from '@refrain/core';
import type { Hypothesis } from './hypothesis.js';

/** What {@link replaceUnknownTokens} replaces, and by what. */
export interface ReplaceUnknownTokensOptions {
  /** The id that stands for every token outside the vocabulary. */
  readonly unknownId: number;
  /** The tokens that the model read, `[source]`, with those that it did not know; of a padded source the real ones. */
  readonly sourceTokens: readonly string[];
  /** The token of any other id, such as the vocabulary of the target's tokenizer gives. */
  readonly tokenOf: (id: number) => string;
}

/**
 * The tokens of a translation, where in place of each unknown one stands the source token that the model looked at most
 * when it wrote it: names and numbers come through as they are.
 *
 * Of source tokens that got equal attention the first is taken; attention beyond `sourceTokens`, as padding behind them
 * gets, does not count. Follows `replace_unk` of OpenNMT-py (Luong et al., "Addressing the Rare Word Problem in Neural
 * Machine Translation", 2015).
 *
 * @param hypothesis of a model with attention
 * @returns one token an id, `[tokens]`
 * @throws InvalidArgumentError for a hypothesis without attention, or one over fewer positions than `sourceTokens`
 * @example
 * const tokens = replaceUnknownTokens(best, { unknownId: 1, sourceTokens: ['i', 'know', 'wuzzy'], tokenOf });
 * tokens;   // ['conozco', 'a', 'wuzzy'] where the model said conozco a [UNK]
 */
export function replaceUnknownTokens(hypothesis: Hypothesis, options: ReplaceUnknownTokensOptions): string[] {
  assertKnownOptions('replaceUnknownTokens', options, ['unknownId', 'sourceTokens', 'tokenOf']);
  const { unknownId, sourceTokens, tokenOf } = options;
  const { ids, attention } = hypothesis;
  assertNonNegativeInteger('unknownId', unknownId);
  if (!Array.isArray(sourceTokens) || sourceTokens.length === 0) {
    refuse('sourceTokens', sourceTokens, { expected: 'an array of at least one token' });
  }
  if (typeof tokenOf !== 'function') refuse('tokenOf', tokenOf, { expected: 'a function from an id to its token' });
  assertAttention(attention, ids.length, sourceTokens.length);
  return Array.from(ids, (id, place) =>
    id === unknownId ? sourceTokens[mostAttended(attention[place]!, sourceTokens.length)]! : tokenOf(id),
  );
}

function mostAttended(weights: Float32Array, sourceLength: number): number {
  let best = 0;
  for (let position = 1; position < sourceLength; position++) {
    if (weights[position]! > weights[best]!) best = position;
  }
  return best;
}

function assertAttention(
  attention: Hypothesis['attention'],
  tokens: number,
  sourceLength: number,
): asserts attention is readonly Float32Array[] {
  if (tokens > 0 && (attention?.length ?? 0) < tokens) {
    throw new InvalidArgumentError({
      argument: 'hypothesis',
      value: attention,
      message:
        `replaceUnknownTokens expects attention for each of the ${tokens} tokens; received it for ` +
        `${attention?.length ?? 0}. Use a model with attention.`,
    });
  }
  const positions = attention?.[0]?.length ?? sourceLength;
  if (positions >= sourceLength) return;
  const remedy = 'Give the tokens that the model read, without those that were cut.';
  refuse('sourceTokens', sourceLength, { expected: `at most ${positions} tokens, as attention has`, remedy });
}
