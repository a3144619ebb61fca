import * as tf from '@tensorflow/tfjs-core';
import type { NamedVariable } from '../named-variable.js';
import type { ResolvedCharRnnOptions } from './options.js';
import { weightLayout } from './weight-layout.js';
import type { WeightSpecification } from './weight-layout.js';

/** A character RNN's weights with what they mean: what the forward pass, the stepper and the summary read. */
export interface CharRnnNetwork {
  readonly options: ResolvedCharRnnOptions;
  readonly variables: readonly NamedVariable[];
  /** The variable of that name. */
  weight(name: string): tf.Variable;
}

/** Makes the variables from `values`, asked once a weight in {@link weightLayout}'s order. */
export function charRnnNetwork(
  options: ResolvedCharRnnOptions,
  values: (weight: WeightSpecification) => Float32Array,
): CharRnnNetwork {
  const variables = weightLayout(options).map((weight) => {
    const initial = tf.tensor(values(weight), [...weight.shape], 'float32');
    const variable = tf.variable(initial);
    initial.dispose();
    return { name: weight.name, variable };
  });
  const byName = new Map(variables.map(({ name, variable }) => [name, variable]));
  return { options, variables, weight: (name) => byName.get(name)! };
}
