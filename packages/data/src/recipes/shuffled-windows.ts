import { assertKnownOptions, assertPositiveInteger, Random, type SequenceBatch } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import { assertIds, type Ids } from '../ids.js';
import { permutation } from '../permutation.js';
import { indexedSource } from '../source.js';
import { assertEnoughIds } from './enough-ids.js';
import { sequenceRowsReader } from './sequence-rows.js';

/** How {@link shuffledWindows} cuts a text. */
export interface ShuffledWindowsOptions {
  /** Ids a row reads; with the target of the last one, a window spans `length + 1` ids. */
  readonly length: number;
  /** Rows a batch. */
  readonly batchSize: number;
  /** Determines, with the epoch, the order of the windows. */
  readonly seed: number | string;
  /** Ids from the beginning of one window to the next. @default 1 */
  readonly shift?: number;
  /** Leaves a last batch of fewer rows out. @default false */
  readonly dropRemainder?: boolean;
}

/**
 * Every window of a text in random order: what trains a stateless language model.
 *
 * Each epoch gives each window exactly once, in an order of its own: a full shuffle, not one within a buffer, that
 * keeps nothing in memory. Position k of a row's `targets` is the id that follows position k of its `inputs`; every
 * batch starts its sequences anew. Follows `to_dataset(…, shuffle=True)` of Géron, "Hands-On Machine Learning", 3rd
 * edition, chapter 16, with an exact shuffle in place of a buffer.
 *
 * @returns batches `[batchSize, length]`, with random access; the last one may have fewer rows
 * @throws InvalidArgumentError if the text is shorter than one window and its target
 * @example
 * const data = shuffledWindows(tokenizer.encode(text), { length: 100, batchSize: 32, seed: 42 });
 * for (const { inputs, targets } of data.iterator(epoch)) …
 */
export function shuffledWindows(ids: Ids, options: ShuffledWindowsOptions): ChainableDataset<SequenceBatch> {
  assertIds(ids);
  assertKnownOptions('shuffledWindows', options, ['length', 'batchSize', 'seed', 'shift', 'dropRemainder']);
  const { length, batchSize, seed, shift = 1, dropRemainder = false } = options;
  assertPositiveInteger('length', length);
  assertPositiveInteger('batchSize', batchSize);
  assertPositiveInteger('shift', shift);
  const random = new Random(seed).fork('shuffle');
  assertEnoughIds('shuffledWindows', ids, { needed: length + 1, unit: `one window of ${length} ids and its target` });
  const windows = Math.floor((ids.length - length - 1) / shift) + 1;
  const size = dropRemainder ? Math.floor(windows / batchSize) : Math.ceil(windows / batchSize);
  const read = sequenceRowsReader(ids, length);
  const description = `shuffledWindows(${ids.length} ids, length ${length}, shift ${shift}, batchSize ${batchSize}, seed ${seed}${dropRemainder ? ', dropRemainder' : ''})`;
  return chainable(
    indexedSource({
      description,
      size,
      access: (epoch) => {
        const place = permutation(windows, random.fork(epoch));
        return {
          size,
          at: (index) =>
            read({
              rows: Math.min(batchSize, windows - index * batchSize),
              startOf: (row) => place(index * batchSize + row) * shift,
              startsSequence: true,
            }),
        };
      },
    }),
  );
}
