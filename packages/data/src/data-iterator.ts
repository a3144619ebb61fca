import {
  ArtifactError,
  assertNonNegativeInteger,
  describeValue,
  InvalidArgumentError,
  type DatasetIterator,
  type JsonValue,
} from '@refrain/core';
import { isPromise } from './awaitable.js';
import { countIn, fieldsIn } from './position.js';
import type { Reader, Source } from './source.js';

/** A reading of a dataset, to be looped over: `for (const batch of data.iterator(epoch))`. One `next()` at a time. */
export interface DataIterator<T> extends DatasetIterator<T>, Iterable<T>, AsyncIterable<T> {}

/** Starts reading an epoch of a source. */
export function openIterator<T>(source: Source<T>, firstEpoch: number): DataIterator<T> {
  assertNonNegativeInteger('epoch', firstEpoch);
  let epoch = firstEpoch;
  let reader: Reader<T> = source.open(epoch);
  return {
    next: () => reader.next(),
    state: () => ({ dataset: source.description, epoch, position: reader.position() }),
    restore(state: JsonValue) {
      const saved = fieldsIn(state, ['dataset', 'epoch', 'position']);
      assertSameDataset(saved.dataset, source.description);
      const savedEpoch = countIn(saved.epoch);
      reader = source.open(savedEpoch, saved.position);
      epoch = savedEpoch;
    },
    [Symbol.iterator]: () => ({ next: () => synchronous(reader.next(), source.description) }),
    [Symbol.asyncIterator]: () => ({ next: async () => reader.next() }),
  };
}

function synchronous<T>(
  result: IteratorResult<T, undefined> | Promise<IteratorResult<T, undefined>>,
  description: string,
): IteratorResult<T, undefined> {
  if (!isPromise(result)) return result;
  result.catch(() => undefined); // The error below says what matters.
  throw new InvalidArgumentError({
    argument: 'dataset',
    value: description,
    message: `for…of expects a dataset whose elements are there at once; received the asynchronous ${description}. Read it with for await…of.`,
  });
}

function assertSameDataset(saved: JsonValue, description: string): void {
  if (saved === description) return;
  throw new ArtifactError({
    artifact: 'dataset state',
    message: `The state must be of an equal dataset, ${description}; received one of ${typeof saved === 'string' ? saved : describeValue(saved)}. Make the dataset as it was made when the state was saved.`,
  });
}
