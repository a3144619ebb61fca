import { assertKnownOptions, assertPositiveInteger } from '@refrain/core';
import { drive, ready } from '../awaitable.js';
import { ended, indexedSource, type Source } from '../source.js';
import { gather } from './gather.js';

/** How {@link batchSource} treats the end. */
export interface BatchOptions {
  /** Leaves a last batch of fewer elements out. @default false */
  readonly dropRemainder?: boolean;
}

/** Every `batchSize` consecutive elements as one array. */
export function batchSource<T>(source: Source<T>, batchSize: number, options: BatchOptions = {}): Source<T[]> {
  assertPositiveInteger('batchSize', batchSize);
  assertKnownOptions('batch', options, ['dropRemainder']);
  const { dropRemainder = false } = options;
  const { access } = source;
  const batches = (elements: number): number =>
    dropRemainder ? Math.floor(elements / batchSize) : Math.ceil(elements / batchSize);
  const description = `${source.description}.batch(${batchSize}${dropRemainder ? ', dropRemainder' : ''})`;
  const size = source.size === undefined ? undefined : batches(source.size);
  if (access) {
    return indexedSource({
      description,
      size,
      access: (epoch) => {
        const elements = access(epoch);
        return {
          size: batches(elements.size),
          at: (index) => {
            const start = index * batchSize;
            return gather(elements, { start, count: Math.min(batchSize, elements.size - start), stride: 1 });
          },
        };
      },
    });
  }
  return {
    description,
    size,
    open(epoch, position) {
      const reader = source.open(epoch, position);
      function* next() {
        const batch: T[] = [];
        while (batch.length < batchSize) {
          const result = yield* ready(reader.next());
          if (result.done) break;
          batch.push(result.value);
        }
        if (batch.length < (dropRemainder ? batchSize : 1)) return ended;
        return { done: false as const, value: batch };
      }
      return { next: () => drive(next()), position: () => reader.position() };
    },
  };
}
