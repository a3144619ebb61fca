import * as tf from '@tensorflow/tfjs-core';

/** What the gradient of an operation keeps from the way forward. */
export interface Saved {
  /** Names of inputs. */
  readonly save?: string[];
  /** The inputs come as an array, and all are kept. */
  readonly saveAllInputs?: boolean;
  readonly saveOutput?: boolean;
}

/**
 * A tensor list whose members are there: as many as the operation has outputs, or as {@link Saved} asked for.
 * TensorFlow.js can't type them by operation.
 */
type Present = readonly tf.Tensor[] & { readonly [index in 0 | 1]: tf.Tensor };

type Find = (
  outputGradients: Present,
  saved: Present,
  attributes: tf.NamedAttrMap,
) => { [input: string]: () => tf.Tensor } | (() => tf.Tensor)[];

/** The gradient of one of TensorFlow.js's operations, in the form in which it is registered. */
export function gradient(kernelName: string, { save, saveAllInputs, saveOutput }: Saved, find: Find): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: save ?? [],
    saveAllInputs: saveAllInputs ?? false,
    outputsToSave: saveOutput ? [true] : [],
    gradFunc: (dy, saved, attributes) =>
      find(
        (Array.isArray(dy) ? dy : [dy]) as unknown as Present,
        saved as unknown as Present,
        attributes,
      ) as ReturnType<tf.GradFunc>,
  };
}

/** Undoes broadcasting: the sum of `values` over the axes in which `shape` was stretched. A new tensor always. */
export function sumToShape(values: tf.Tensor, shape: number[]): tf.Tensor {
  const extra = values.rank - shape.length;
  const axes = values.shape.flatMap((size, axis) =>
    axis < extra || (shape[axis - extra] === 1 && size > 1) ? [axis] : [],
  );
  return tf.reshape(axes.length === 0 ? values : tf.sum(values, axes), shape);
}
