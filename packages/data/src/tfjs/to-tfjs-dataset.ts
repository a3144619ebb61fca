import type { Dataset } from '@refrain/core';
import type { TensorContainer } from '@tensorflow/tfjs-core';
import { generator, type Dataset as TfjsDataset } from '@tensorflow/tfjs-data';

/**
 * A dataset for TensorFlow.js: for `fitDataset`, or to go on with the operators of tfjs-data.
 *
 * Each reading of it is the next epoch of `dataset`, so that a shuffle has another order in every epoch of
 * `fitDataset`. Its `size` is that of `dataset`, null where only reading tells.
 *
 * @param convert makes of each element what TensorFlow.js shall see, such as {@link sequenceTensors}; tensors that it
 *   makes belong to the reader, and `fitDataset` disposes of them
 * @example
 * const data = shuffledWindows(ids, { length: 100, batchSize: 32, seed: 42 });
 * await model.fitDataset(toTfjsDataset(data, sequenceTensors), { epochs: 10 });
 */
export function toTfjsDataset<T, Container extends TensorContainer>(
  dataset: Dataset<T>,
  convert: (element: T) => Container,
): TfjsDataset<Container> {
  let epoch = 0;
  const result = generator(() => {
    const iterator = dataset.iterator(epoch++);
    return {
      next: async (): Promise<IteratorResult<Container, undefined>> => {
        const step = await iterator.next();
        return step.done ? step : { done: false, value: convert(step.value) };
      },
    };
  });
  // A generator's size is never known to tfjs-data, and the field is read-only there.
  return Object.assign(result, { size: dataset.size ?? null });
}
