import { refuse, type Dataset } from '@refrain/core';
import type { Source } from '../source.js';
import { arraySource } from './array-source.js';
import { iterableSource } from './iterable-source.js';

/** Under this key a dataset keeps its source, so that operators of another copy of this package find it too. */
export const sourceKey = Symbol.for('refrain.data.source');

/** What can stand for a sequence of elements. */
export type Elements<T> = Dataset<T> | Iterable<T> | AsyncIterable<T>;

/** The source behind a dataset, an array or anything iterable. */
export function sourceOf<T>(elements: Elements<T>): Source<T> {
  const candidate: unknown = elements;
  if (Array.isArray(candidate)) return arraySource(candidate as T[]);
  if (typeof candidate === 'string') return iterableSource<T>(() => elements as Iterable<T>);
  if (typeof candidate === 'object' && candidate !== null) {
    if (sourceKey in candidate) return candidate[sourceKey] as Source<T>;
    if (Symbol.iterator in candidate || Symbol.asyncIterator in candidate) {
      return iterableSource(() => elements as Iterable<T> | AsyncIterable<T>);
    }
    if ('iterator' in candidate && typeof candidate.iterator === 'function')
      return foreignSource(elements as Dataset<T>);
  }
  return refuse('elements', elements, { expected: 'a dataset, an array or an iterable' });
}

/** The source that reads a dataset which this package did not make. */
function foreignSource<T>(dataset: Dataset<T>): Source<T> {
  return {
    description: 'fromDataset()',
    size: dataset.size,
    open(epoch, position) {
      const iterator = dataset.iterator(epoch);
      if (position !== undefined) iterator.restore(position);
      return { next: () => iterator.next(), position: () => iterator.state() };
    },
  };
}
