import { assertKnownOptions, assertNonNegativeInteger, refuse, type Dataset } from '@refrain/core';
import type { Awaitable } from './awaitable.js';
import { chainable, type ChainableDataset } from './chainable-dataset.js';
import { indexedSource } from './source.js';
import { arraySource } from './sources/array-source.js';
import { iterableSource, type IterableFactory } from './sources/iterable-source.js';
import { sourceOf } from './sources/source-of.js';

/**
 * The whole numbers from 0 up to `stop`, without it.
 *
 * @example
 * [...range(5).batch(2)];   // [[0, 1], [2, 3], [4]]
 */
export function range(stop: number): ChainableDataset<number> {
  assertNonNegativeInteger('stop', stop);
  const access = { size: stop, at: (index: number): number => index };
  return chainable(indexedSource({ description: `range(${stop})`, size: stop, access: () => access }));
}

/** The elements of an array or typed array, which is read where it lies: don't change it while the dataset is in use. */
export function fromArray<T>(elements: ArrayLike<T>): ChainableDataset<T> {
  if (!Number.isSafeInteger((elements as ArrayLike<T> | null)?.length) || typeof elements === 'function') {
    refuse('elements', elements, {
      expected: 'an array or a typed array',
      remedy: 'For anything else that can be looped over use fromIterable(() => …).',
    });
  }
  return chainable(arraySource(elements));
}

/** What {@link fromIndexed} reads from. */
export interface IndexedElements<T> {
  /** Elements an epoch. */
  readonly size: number;
  /** Makes the element at `index`; a promise of it makes the dataset asynchronous. */
  readonly at: (index: number, epoch: number) => Awaitable<T>;
}

/**
 * Elements that can be made in any order, such as the rows of a file: skipping is free and shuffles are exact.
 *
 * @example
 * [...fromIndexed({ size: 3, at: (index) => index ** 2 })];   // [0, 1, 4]
 */
export function fromIndexed<T>(elements: IndexedElements<T>): ChainableDataset<T> {
  const { size, at } = elements;
  assertKnownOptions('fromIndexed', elements, ['size', 'at']);
  assertNonNegativeInteger('size', size);
  if (typeof at !== 'function') refuse('at', at, { expected: 'a function of an index and an epoch' });
  return chainable(
    indexedSource({
      description: `fromIndexed(${size} elements)`,
      size,
      access: (epoch) => ({ size, at: (index) => at(index, epoch) }),
    }),
  );
}

/** What is known of the elements of {@link fromIterable} beforehand. */
export interface FromIterableOptions {
  /** Elements an epoch, where it is known; Infinity for an endless one. */
  readonly size?: number;
}

/**
 * Elements that can only be read in order: of a generator, a stream, anything that `for await…of` takes.
 *
 * `create` is called for each reading and must give equal elements for an epoch each time; a restored position is
 * reached by reading up to it again. An asynchronous iterable makes the dataset asynchronous. A reading that is left
 * early does not close its iterable.
 *
 * @example
 * const lines = fromIterable(() => text.split('\n'));
 */
export function fromIterable<T>(create: IterableFactory<T>, options: FromIterableOptions = {}): ChainableDataset<T> {
  assertKnownOptions('fromIterable', options, ['size']);
  const { size } = options;
  if (typeof create !== 'function') {
    refuse('create', create, {
      expected: 'a function that makes an iterable for an epoch',
      remedy: 'An iterator can be read only once: use fromIterable(() => …).',
    });
  }
  if (size !== undefined && size !== Infinity) assertNonNegativeInteger('size', size);
  return chainable(iterableSource(create, size));
}

/** Any dataset with the operators of this package. */
export function fromDataset<T>(dataset: Dataset<T>): ChainableDataset<T> {
  return chainable(sourceOf(dataset));
}
