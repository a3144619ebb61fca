import { drive, ready } from '../awaitable.js';
import { countedIn } from '../position.js';
import type { Source } from '../source.js';
import type { ElementFunction } from './map.js';

/** The elements for which `predicate` is true; only reading tells how many. */
export function filterSource<T>(source: Source<T>, predicate: ElementFunction<T, boolean>): Source<T> {
  return {
    description: `${source.description}.filter()`,
    size: undefined,
    open(epoch, position) {
      const saved = countedIn(position);
      const reader = source.open(epoch, saved.source);
      let { count } = saved;
      function* next() {
        for (;;) {
          const result = yield* ready(reader.next());
          if (result.done || (yield* ready(predicate(result.value, count++, epoch)))) return result;
        }
      }
      return { next: () => drive(next()), position: () => ({ count, source: reader.position() }) };
    },
  };
}
