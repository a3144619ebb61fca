import { assertNonNegativeInteger } from '@refrain/core';
import { drive, ready } from '../awaitable.js';
import { countedIn } from '../position.js';
import { indexedSource, type Source } from '../source.js';

/** All but the first `count` elements; free where there is random access, else they are read and left out. */
export function skipSource<T>(source: Source<T>, count: number): Source<T> {
  assertNonNegativeInteger('count', count);
  const { access } = source;
  const left = (elements: number): number => Math.max(0, elements - count);
  const description = `${source.description}.skip(${count})`;
  const size = source.size === undefined ? undefined : left(source.size);
  if (access) {
    return indexedSource({
      description,
      size,
      access: (epoch) => {
        const elements = access(epoch);
        return { size: left(elements.size), at: (index) => elements.at(count + index) };
      },
    });
  }
  return {
    description,
    size,
    open(epoch, position) {
      const saved = countedIn(position);
      const reader = source.open(epoch, saved.source);
      let skipped = saved.count;
      function* next() {
        for (; skipped < count; skipped++) {
          const result = yield* ready(reader.next());
          if (result.done) return result;
        }
        return yield* ready(reader.next());
      }
      return { next: () => drive(next()), position: () => ({ count: skipped, source: reader.position() }) };
    },
  };
}
