import { makeNetwork } from '../network.js';
import type { Network, WeightValues } from '../network.js';
import type { ResolvedSentimentClassifierOptions } from './options.js';
import { weightLayout } from './weight-layout.js';

/** A sentiment classifier's weights with what they mean. */
export type SentimentClassifierNetwork = Network<ResolvedSentimentClassifierOptions>;

/** Makes the variables from `values`, asked once a weight in {@link weightLayout}'s order. */
export function sentimentClassifierNetwork(
  options: ResolvedSentimentClassifierOptions,
  values: WeightValues,
): SentimentClassifierNetwork {
  return makeNetwork(options, weightLayout(options), values);
}
