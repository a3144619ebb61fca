import type { Dataset } from '@refrain/core';
import { openIterator, type DataIterator } from './data-iterator.js';
import type { Source } from './source.js';

/** Under this key a dataset keeps its source, so that operators of another copy of this package find it too. */
const sourceKey = Symbol.for('refrain.data.source');

/**
 * A dataset with operators: lazy, read any number of times, each operator giving a new one.
 *
 * Reading it with `for…of` (or `for await…of`) reads epoch 0; `iterator(epoch)` reads any other.
 */
export class ChainableDataset<T> implements Dataset<T>, Iterable<T>, AsyncIterable<T> {
  readonly [sourceKey]: Source<T>;

  /** Made by functions such as `fromArray`, `windows` or `range`, and by the operators. */
  constructor(source: Source<T>) {
    this[sourceKey] = source;
  }

  /** How the dataset was made, such as `range(20).batch(3)`. */
  get description(): string {
    return this[sourceKey].description;
  }

  /** Elements an epoch; Infinity for an endless dataset, undefined where only reading tells. */
  get size(): number | undefined {
    return this[sourceKey].size;
  }

  /** Starts reading. The iterator can itself be looped over. @param epoch which epoch's order, from 0. @default 0 */
  iterator(epoch = 0): DataIterator<T> {
    return openIterator(this[sourceKey], epoch);
  }

  [Symbol.iterator](): Iterator<T, undefined> {
    return this.iterator()[Symbol.iterator]();
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return this.iterator()[Symbol.asyncIterator]();
  }
}

/** The dataset that reads a source. */
export function chainable<T>(source: Source<T>): ChainableDataset<T> {
  return new ChainableDataset(source);
}
