import { ArtifactError } from '@refrain/core';
import type { NamedArray, NamedArrays } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import type { NamedVariable } from './trainable.js';

/** A copy of a tensor's values. */
export function readArray(tensor: tf.Tensor): NamedArray {
  const values = tensor.dataSync();
  return {
    shape: [...tensor.shape],
    values: tensor.dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values),
  };
}

/** A new tensor with a copy of an array's values; the caller owns it. */
export function tensorOf({ shape, values }: NamedArray): tf.Tensor {
  return tf.tensor(values.slice(), [...shape], values.constructor.name === 'Int32Array' ? 'int32' : 'float32');
}

/** The values of all variables, by name, in the model's order. */
export function readVariables(variables: readonly NamedVariable[]): Map<string, NamedArray> {
  return new Map(variables.map(({ name, variable }) => [name, readArray(variable)]));
}

/**
 * Gives all variables the values of `arrays`.
 *
 * @param source where the arrays come from, for error messages
 * @throws ArtifactError unless each variable has its array, of its shape, and no array is left over; nothing is changed then
 */
export function assignVariables(variables: readonly NamedVariable[], arrays: NamedArrays, source: string): void {
  const names = new Set(variables.map(({ name }) => name));
  for (const name of arrays.keys()) {
    if (!names.has(name)) throw mismatch(source, `a variable ${name}, which the model does not have`);
  }
  const matched = variables.map(({ name, variable }) => {
    const array = arrays.get(name);
    if (!array) throw mismatch(source, `no variable ${name}, which the model has`);
    if (array.shape.join() !== variable.shape.join()) {
      const shapes = `[${array.shape.join(', ')}], where the model's is [${variable.shape.join(', ')}]`;
      throw mismatch(source, `${name} of shape ${shapes}`);
    }
    return [variable, array] as const;
  });
  tf.tidy(() => {
    for (const [variable, array] of matched) variable.assign(tensorOf(array));
  });
}

function mismatch(source: string, found: string): ArtifactError {
  const message = `expected ${source} to hold this model's variables; it holds ${found}. Make the model with the options it was saved with.`;
  return new ArtifactError({ artifact: source, message });
}
