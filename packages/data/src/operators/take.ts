import { assertNonNegativeInteger } from '@refrain/core';
import { whenReady } from '../awaitable.js';
import { countedIn } from '../position.js';
import { ended, indexedSource, type Source } from '../source.js';

/** The first `count` elements. */
export function takeSource<T>(source: Source<T>, count: number): Source<T> {
  assertNonNegativeInteger('count', count);
  const { access } = source;
  const description = `${source.description}.take(${count})`;
  const size = source.size === undefined ? undefined : Math.min(count, source.size);
  if (access) {
    return indexedSource({
      description,
      size,
      access: (epoch) => {
        const elements = access(epoch);
        return { size: Math.min(count, elements.size), at: elements.at };
      },
    });
  }
  return {
    description,
    size,
    open(epoch, position) {
      const saved = countedIn(position);
      const reader = source.open(epoch, saved.source);
      let taken = saved.count;
      return {
        next() {
          if (taken >= count) return ended;
          return whenReady(reader.next(), (result) => {
            if (!result.done) taken++;
            return result;
          });
        },
        position: () => ({ count: taken, source: reader.position() }),
      };
    },
  };
}
