import type { IdBatch } from '@refrain/core';
import { assertPaddingOptions, idBatch, type PaddingOptions } from '../id-batch.js';
import type { Source } from '../source.js';
import { batchSource, type BatchOptions } from './batch.js';
import { mapSource } from './map.js';

/** How {@link paddedBatchSource} fills a batch. */
export interface PaddedBatchOptions extends BatchOptions, PaddingOptions {}

/** Every `batchSize` consecutive sequences as one batch, padded to one length. */
export function paddedBatchSource(
  source: Source<ArrayLike<number>>,
  batchSize: number,
  options: PaddedBatchOptions = {},
): Source<IdBatch> {
  const { dropRemainder = false, ...padding } = options;
  assertPaddingOptions('paddedBatch', padding, ['dropRemainder']);
  const batches = mapSource(batchSource(source, batchSize, { dropRemainder }), (rows) => idBatch(rows, padding));
  const details = Object.entries({ batchSize, ...options }).map(([name, value]) => `${name} ${value}`);
  return { ...batches, description: `${source.description}.paddedBatch(${details.join(', ')})` };
}
