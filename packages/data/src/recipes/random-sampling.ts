import type { SequenceBatch } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import type { Ids } from '../ids.js';
import { permutation } from '../permutation.js';
import { indexedSource } from '../source.js';
import { assertEnoughIds } from './enough-ids.js';
import { assertSampling, epochSizes, type SamplingOptions } from './sampling.js';
import { sequenceRowsReader } from './sequence-rows.js';

/**
 * The text cut into windows that do not overlap, in random order: each epoch begins at another random offset below
 * `length`, so that the cuts differ too.
 *
 * Only whole batches are given, and every batch starts its sequences anew. Follows `seq_data_iter_random` of Zhang et
 * al., "Dive into Deep Learning" (2021), section 8.3.
 *
 * @returns batches `[batchSize, length]`, with random access; `size` is undefined where it depends on the offset,
 *   unless `equalEpochs` is given
 * @throws InvalidArgumentError if the text is too short for one batch at the largest offset
 * @example
 * const data = randomSampling(ids, { length: 35, batchSize: 32, seed: 42 });
 */
export function randomSampling(ids: Ids, options: SamplingOptions): ChainableDataset<SequenceBatch> {
  const { length, batchSize, equalEpochs, random, description } = assertSampling('randomSampling', ids, options);
  assertEnoughIds('randomSampling', ids, {
    needed: batchSize * length + length,
    unit: `${batchSize} windows of ${length} ids, their targets and an offset of up to ${length - 1}`,
  });
  const windowsFrom = (offset: number): number => Math.floor((ids.length - offset - 1) / length);
  const batchesFrom = (offset: number): number => Math.floor(windowsFrom(offset) / batchSize);
  const sizes = epochSizes(length - 1, batchesFrom, { equalEpochs });
  const read = sequenceRowsReader(ids, length);
  return chainable(
    indexedSource({
      description,
      size: sizes.size,
      access: (epoch) => {
        const chance = random.fork(epoch);
        const offset = chance.integer(length);
        const place = permutation(windowsFrom(offset), chance);
        return {
          size: sizes.sizeAt(offset),
          at: (index) =>
            read({
              rows: batchSize,
              startOf: (row) => offset + place(index * batchSize + row) * length,
              startsSequence: true,
            }),
        };
      },
    }),
  );
}
