import { drive, ready, type Awaitable } from '../awaitable.js';
import { countIn } from '../position.js';
import { ended, type Source } from '../source.js';

/** Makes what an epoch reads. */
export type IterableFactory<T> = (epoch: number) => Iterable<T> | AsyncIterable<T>;

/** The elements of iterables, one made for each reading; its position is a count, reached by reading again. */
export function iterableSource<T>(create: IterableFactory<T>, size?: number): Source<T> {
  return {
    description: `fromIterable(${size === undefined ? '' : `${size} elements`})`,
    size,
    open(epoch, position = 0) {
      let toGive = countIn(position);
      let given = 0;
      let iterator: { next(): Awaitable<IteratorResult<T, unknown>> } | undefined;
      function* next() {
        iterator ??= iteratorOf(create(epoch));
        for (; given < toGive; given++) {
          if ((yield* ready(iterator.next())).done) return ended;
        }
        const result = yield* ready(iterator.next());
        if (result.done) return ended;
        toGive = ++given;
        return result;
      }
      return { next: () => drive(next()), position: () => toGive };
    },
  };
}

function iteratorOf<T>(iterable: Iterable<T> | AsyncIterable<T>): Iterator<T> | AsyncIterator<T> {
  return Symbol.iterator in iterable ? iterable[Symbol.iterator]() : iterable[Symbol.asyncIterator]();
}
