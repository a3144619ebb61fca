import { InvalidArgumentError, type Dataset, type IdBatch } from '@refrain/core';
import { openIterator, type DataIterator } from './data-iterator.js';
import { batchSource, type BatchOptions } from './operators/batch.js';
import { filterSource } from './operators/filter.js';
import { flatMapSource } from './operators/flat-map.js';
import { mapSource, type ElementFunction } from './operators/map.js';
import { paddedBatchSource, type PaddedBatchOptions } from './operators/padded-batch.js';
import { prefetchSource } from './operators/prefetch.js';
import { repeatSource } from './operators/repeat.js';
import { shuffleSource, type ShuffleOptions } from './operators/shuffle.js';
import { skipSource } from './operators/skip.js';
import { takeSource } from './operators/take.js';
import { windowSource, type WindowOptions } from './operators/window.js';
import { zipSources, type ElementsOf } from './operators/zip.js';
import type { Source } from './source.js';
import { sourceKey, sourceOf, type Elements } from './sources/source-of.js';

/**
 * A dataset with operators: lazy, read any number of times, each operator giving a new one.
 *
 * `for…of` and `for await…of` read epoch 0; `iterator(epoch)` reads any other and can itself be looped over. Elements
 * are plain arrays and objects, never tensors. Where a whole chain has random access (it begins with windows, an array
 * or `range` and has no `filter`, `flatMap`, `prefetch` or buffered shuffle), skipping and restoring take no time and
 * no memory. A dataset is synchronous until a function given to it returns a promise, or `prefetch`.
 */
export class ChainableDataset<T> implements Dataset<T>, Iterable<T>, AsyncIterable<T> {
  /** What the operators read from. @internal */
  readonly [sourceKey]: Source<T>;

  /** Made by `windows`, `fromArray`, `range`, … and by the operators. @internal */
  constructor(source: Source<T>) {
    this[sourceKey] = source;
  }

  /** How the dataset was made, such as `range(20).batch(3)`; a saved state belongs to datasets of one description. */
  get description(): string {
    return this[sourceKey].description;
  }

  /** Elements an epoch; Infinity for an endless dataset, undefined where only reading tells. */
  get size(): number | undefined {
    return this[sourceKey].size;
  }

  /** Starts reading. @param epoch which epoch's order, from 0. @default 0 */
  iterator(epoch = 0): DataIterator<T> {
    return openIterator(this[sourceKey], epoch);
  }

  [Symbol.iterator](): Iterator<T, undefined> {
    return this.iterator()[Symbol.iterator]();
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return this.iterator()[Symbol.asyncIterator]();
  }

  /** Each element transformed; a promise makes the dataset asynchronous. See {@link ElementFunction}. */
  map<U>(transform: ElementFunction<T, U>): ChainableDataset<U> {
    return chainable(mapSource(this[sourceKey], transform));
  }

  /** The elements of the dataset, array or iterable that `expand` makes of each element, one after the other. */
  flatMap<U>(expand: ElementFunction<T, Elements<U>>): ChainableDataset<U> {
    return chainable(flatMapSource(this[sourceKey], expand));
  }

  /** The elements for which `predicate` is true. */
  filter(predicate: ElementFunction<T, boolean>): ChainableDataset<T> {
    return chainable(filterSource(this[sourceKey], predicate));
  }

  /**
   * Arrays of `length` elements, in the order and with the tails of tf.data's `window` followed by
   * `flat_map(lambda w: w.batch(length))`. For windows of ids, `windows` does the same with typed arrays.
   */
  window(length: number, options?: WindowOptions): ChainableDataset<T[]> {
    return chainable(windowSource(this[sourceKey], length, options));
  }

  /**
   * Random order, another one in each epoch: exact and without memory where there is random access; else drawn from a
   * buffer, for which `bufferSize` is needed.
   */
  shuffle(options: ShuffleOptions): ChainableDataset<T> {
    return chainable(shuffleSource(this[sourceKey], options));
  }

  /** Every `batchSize` consecutive elements as an array; the last one may have fewer. */
  batch(batchSize: number, options?: BatchOptions): ChainableDataset<T[]> {
    return chainable(batchSource(this[sourceKey], batchSize, options));
  }

  /** Every `batchSize` consecutive sequences as one batch `[batch, time]`, padded to one length and masked. */
  paddedBatch(
    this: ChainableDataset<ArrayLike<number>>,
    batchSize: number,
    options?: PaddedBatchOptions,
  ): ChainableDataset<IdBatch> {
    return chainable(paddedBatchSource(this[sourceKey], batchSize, options));
  }

  /** Element i of this dataset and of each of the others, as a tuple; ends with the shortest. */
  zip<Others extends readonly Dataset<unknown>[]>(...others: Others): ChainableDataset<[T, ...ElementsOf<Others>]> {
    const sources = [this[sourceKey], ...others.map((other) => sourceOf(other))];
    return chainable(zipSources(sources) as Source<[T, ...ElementsOf<Others>]>);
  }

  /** The first `count` elements. */
  take(count: number): ChainableDataset<T> {
    return chainable(takeSource(this[sourceKey], count));
  }

  /** All but the first `count` elements. */
  skip(count: number): ChainableDataset<T> {
    return chainable(skipSource(this[sourceKey], count));
  }

  /** The elements `count` times over, each round in the order of an epoch of its own. @default Infinity */
  repeat(count = Infinity): ChainableDataset<T> {
    return chainable(repeatSource(this[sourceKey], count));
  }

  /**
   * Elements made ahead, in gaps of the event loop, up to `count` of them; from here on only `for await…of` reads.
   * The state is that of what was consumed, whatever was made ahead. @default 1
   */
  prefetch(count = 1): ChainableDataset<T> {
    return chainable(prefetchSource(this[sourceKey], count));
  }

  /**
   * All elements of an epoch: for tests and small sets.
   *
   * @throws InvalidArgumentError for an endless dataset
   */
  async toArray(epoch = 0): Promise<T[]> {
    if (this.size === Infinity) {
      throw new InvalidArgumentError({
        argument: 'dataset',
        value: this.description,
        message: `toArray expects a dataset with an end; received the endless ${this.description}. Use take(count) first.`,
      });
    }
    const elements: T[] = [];
    for await (const element of this.iterator(epoch)) elements.push(element);
    return elements;
  }
}

/** The dataset that reads a source. */
export function chainable<T>(source: Source<T>): ChainableDataset<T> {
  return new ChainableDataset(source);
}
