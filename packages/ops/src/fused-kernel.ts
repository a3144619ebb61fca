import * as tf from '@tensorflow/tfjs-core';

/** Whether the backend in use has registered the fused kernel `name`; the composed operations run where it hasn't. */
export function hasFusedKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

/** Runs a kernel whose inputs go by position; its outputs always come as an array. */
export function runFusedKernel(name: string, inputs: readonly tf.Tensor[], attributes: object): tf.Tensor[] {
  // tfjs types inputs as a map; an array is one too, keyed by position, and the only form that saves all of them.
  const outputs = tf
    .engine()
    .runKernel<tf.Tensor | tf.Tensor[]>(
      name,
      inputs as unknown as tf.NamedTensorMap,
      attributes as unknown as tf.NamedAttrMap,
    );
  return Array.isArray(outputs) ? outputs : [outputs];
}

/** Gradients by the position of the input, as the tape asks for them. */
export type PositionalGradients = Record<number, () => tf.Tensor>;

/** How the gradient of a fused kernel is found. */
export interface FusedGradient {
  readonly saveAllInputs?: boolean;
  /** Which outputs are saved, by position; saved tensors are the saved inputs, then the saved outputs. */
  readonly outputsToSave?: boolean[];
  readonly gradients: (
    outputGradients: readonly tf.Tensor[],
    saved: readonly tf.Tensor[],
    attributes: tf.NamedAttrMap,
  ) => PositionalGradients;
}

/** Registers the gradient of a fused kernel at its first use; later calls do nothing. */
export function registerFusedGradient(kernelName: string, gradient: FusedGradient): void {
  if (tf.getGradient(kernelName) !== undefined) return;
  tf.registerGradient({
    kernelName,
    saveAllInputs: gradient.saveAllInputs ?? false,
    outputsToSave: gradient.outputsToSave ?? [],
    gradFunc: (outputGradients, saved, attributes) =>
      gradient.gradients(
        Array.isArray(outputGradients) ? outputGradients : [outputGradients],
        saved,
        attributes,
      ) as unknown as ReturnType<tf.GradFunc>,
  });
}
