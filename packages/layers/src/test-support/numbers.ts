import type { Tensor } from '@tensorflow/tfjs-core';

/** The values of a tensor, or of the first of several. */
export function numbers(tensor: Tensor | Tensor[]): number[] {
  return Array.from([tensor].flat()[0]!.dataSync());
}
