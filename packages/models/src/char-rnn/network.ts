import { makeNetwork } from '../network.js';
import type { Network, WeightValues } from '../network.js';
import type { ResolvedCharRnnOptions } from './options.js';
import { weightLayout } from './weight-layout.js';

/** A character RNN's weights with what they mean. */
export type CharRnnNetwork = Network<ResolvedCharRnnOptions>;

/** Makes the variables from `values`, asked once a weight in {@link weightLayout}'s order. */
export function charRnnNetwork(options: ResolvedCharRnnOptions, values: WeightValues): CharRnnNetwork {
  return makeNetwork(options, weightLayout(options), values);
}
