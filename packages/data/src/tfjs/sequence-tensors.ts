import type { SequenceBatch } from '@refrain/core';
import { tensor2d, tensor3d, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';

/** A batch as `fitDataset` of TensorFlow.js Layers takes it. */
export type SequenceTensors = {
  /** int32 `[batch, time]` */
  xs: Tensor2D;
  /** float32 `[batch, time, 1]`, because `sparseCategoricalCrossentropy` refuses int32 */
  ys: Tensor3D;
};

/**
 * The inputs and targets of a batch as tensors, for {@link toTfjsDataset}.
 *
 * Masks are left out, because `fitDataset` has no place for them: give it batches without padding.
 *
 * @returns two tensors that the caller disposes of
 */
export function sequenceTensors({ inputs, targets }: SequenceBatch): SequenceTensors {
  const [batch, time] = inputs.shape;
  return { xs: tensor2d(inputs.ids, [batch, time], 'int32'), ys: tensor3d(targets, [batch, time, 1], 'float32') };
}
