import * as tf from '@tensorflow/tfjs-core';
import type { NamedVariable } from './named-variable.js';
import type { WeightSpecification } from './weight-specification.js';

/** A model's weights with what they mean: what its forward pass, its steps and its summary read. */
export interface Network<Options> {
  readonly options: Options;
  readonly variables: readonly NamedVariable[];
  /** The variable of that name. */
  weight(name: string): tf.Variable;
}

/** Values for the variables of a network: drawn, or read from a file. */
export type WeightValues = (weight: WeightSpecification) => Float32Array;

/** Makes the variables of `layout` from `values`, asked once a weight in this order. */
export function makeNetwork<Options>(
  options: Options,
  layout: readonly WeightSpecification[],
  values: WeightValues,
): Network<Options> {
  const variables = layout.map((weight) => {
    const initial = tf.tensor(values(weight), [...weight.shape], 'float32');
    const variable = tf.variable(initial);
    initial.dispose();
    return { name: weight.name, variable };
  });
  const byName = new Map(variables.map(({ name, variable }) => [name, variable]));
  return { options, variables, weight: (name) => byName.get(name)! };
}
