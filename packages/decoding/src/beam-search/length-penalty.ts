import { assertNumberWithin } from '@refrain/core';

/**
 * What a hypothesis's log-probability is divided by to compare hypotheses of different lengths: each further token
 * makes a text less probable, so that without it short ones win. Must not fall with the length.
 *
 * @param tokens how many tokens were generated, the end included; at least 1
 */
export type LengthPenalty = (tokens: number) => number;

/**
 * The length penalty of Google's translation system, ((5 + tokens) / 6)^alpha (Wu et al., 2016, section 7).
 *
 * @param alpha 0 compares log-probabilities as they are; 0.6 to 1 is usual
 * @throws InvalidArgumentError if `alpha` is not a number from 0 to 10
 * @example
 * gnmt(1)(7);   // 2
 */
export function gnmt(alpha: number): LengthPenalty {
  assertAlpha(alpha);
  return (tokens) => ((5 + tokens) / 6) ** alpha;
}

/**
 * The power of the length, tokens^alpha; with 1 hypotheses are compared by their mean log-probability a token.
 *
 * @param alpha 0 compares log-probabilities as they are
 * @throws InvalidArgumentError if `alpha` is not a number from 0 to 10
 * @example
 * lengthPower(0.5)(9);   // 3
 */
export function lengthPower(alpha: number): LengthPenalty {
  assertAlpha(alpha);
  return (tokens) => tokens ** alpha;
}

function assertAlpha(alpha: number): void {
  const remedy = '0.6 to 1 is usual; larger numbers make longer texts.';
  assertNumberWithin('alpha', alpha, { minimum: 0, maximum: 10, remedy });
}
