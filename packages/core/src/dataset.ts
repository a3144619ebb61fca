import type { JsonValue } from './json.js';

/**
 * A lazy source of elements: an iterator factory, not an iterator, so that it can be read any number of times.
 *
 * Element order is a function of the dataset and the epoch alone; a shuffled dataset has another order each epoch.
 */
export interface Dataset<T> {
  /** Elements an epoch; Infinity for an endless dataset, undefined where only reading tells. */
  readonly size: number | undefined;
  /** Starts reading. @param epoch which epoch's order, from 0. @default 0 */
  iterator(epoch?: number): DatasetIterator<T>;
}

/** A position in a {@link Dataset}, which can be saved and restored at any element, also in the middle of an epoch. */
export interface DatasetIterator<T> {
  next(): IteratorResult<T, undefined> | Promise<IteratorResult<T, undefined>>;
  /** The position behind the last element given; JSON. */
  state(): JsonValue;
  /** Goes to a saved position of an iterator over an equal dataset. @throws ArtifactError if it is not one */
  restore(state: JsonValue): void;
}
