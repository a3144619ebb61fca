import type { SequenceBatch } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import type { Ids } from '../ids.js';
import { indexedSource } from '../source.js';
import { assertEnoughIds } from './enough-ids.js';
import { assertSampling, epochSizes, type SamplingOptions } from './sampling.js';
import { sequenceRowsReader } from './sequence-rows.js';

/**
 * The text in order, in as many strips as rows, from a random offset of up to `length` ids in each epoch: for a state
 * that is carried from batch to batch while the cuts differ between epochs.
 *
 * Row i of each batch goes on where row i of the batch before ended; only the first batch has `startsSequence`. The
 * strips have equal lengths, and the last target of one is the first input of the next. Follows
 * `seq_data_iter_sequential` of Zhang et al., "Dive into Deep Learning" (2021), section 8.3. For cuts that are the same
 * in every epoch use `consecutiveWindows`.
 *
 * @returns batches `[batchSize, length]`, with random access; `size` is undefined where it depends on the offset,
 *   unless `equalEpochs` is given
 * @throws InvalidArgumentError if the text is too short for one batch at the largest offset
 * @example
 * const data = consecutiveSampling(ids, { length: 35, batchSize: 32, seed: 42 });
 */
export function consecutiveSampling(ids: Ids, options: SamplingOptions): ChainableDataset<SequenceBatch> {
  const { length, batchSize, equalEpochs, random, description } = assertSampling('consecutiveSampling', ids, options);
  assertEnoughIds('consecutiveSampling', ids, {
    needed: batchSize * length + length + 1,
    unit: `${batchSize} strips of ${length} ids, their targets and an offset of up to ${length}`,
  });
  const stripFrom = (offset: number): number => Math.floor((ids.length - offset - 1) / batchSize);
  const batchesFrom = (offset: number): number => Math.floor(stripFrom(offset) / length);
  const sizes = epochSizes(length, batchesFrom, { equalEpochs });
  const read = sequenceRowsReader(ids, length);
  return chainable(
    indexedSource({
      description,
      size: sizes.size,
      access: (epoch) => {
        const offset = random.fork(epoch).integer(length + 1);
        const strip = stripFrom(offset);
        return {
          size: sizes.sizeAt(offset),
          at: (index) =>
            read({
              rows: batchSize,
              startOf: (row) => offset + row * strip + index * length,
              startsSequence: index === 0,
            }),
        };
      },
    }),
  );
}
