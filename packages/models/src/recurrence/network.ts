import { glorotUniform, orthogonal } from '@refrain/ops';
import { makeNetwork } from '../network.js';
import type { Network, WeightValues } from '../network.js';
import { denseKernel, zeroBias } from '../weight-specification.js';
import type { WeightSpecification } from '../weight-specification.js';
import { stateWidth } from './options.js';
import type { ResolvedPlainRnnOptions } from './options.js';

/** A plain RNN's weights with what they mean. */
export type PlainRnnNetwork = Network<ResolvedPlainRnnOptions>;

/** Makes the variables from `values`, asked once a weight in {@link weightLayout}'s order. */
export function plainRnnNetwork(options: ResolvedPlainRnnOptions, values: WeightValues): PlainRnnNetwork {
  return makeNetwork(options, weightLayout(options), values);
}

/** Every weight of a plain RNN, in the order in which it is saved. */
export function weightLayout(options: ResolvedPlainRnnOptions): readonly WeightSpecification[] {
  const { vocabularySize, units, recurrence } = options;
  const from = stateWidth(options);
  const to = recurrence === 'output-to-output' ? vocabularySize : units;
  return [
    denseKernel('hidden.kernel', [vocabularySize, units]),
    // Units that go into themselves neither grow nor fade at first; of others Glorot's bound says as much.
    { name: 'hidden.recurrentKernel', shape: [from, to], initialize: from === to ? orthogonal : glorotUniform },
    zeroBias('hidden.bias', units),
    denseKernel('output.kernel', [units, vocabularySize]),
    zeroBias('output.bias', vocabularySize),
  ];
}
