import type { JsonValue } from '@refrain/core';
import { drive, ready } from '../awaitable.js';
import { countIn, fieldsIn, listIn } from '../position.js';
import type { Reader, Source } from '../source.js';
import { sourceOf, type Elements } from '../sources/source-of.js';
import type { ElementFunction } from './map.js';

/** The elements of what `expand` makes of each element, one after the other; only reading tells how many. */
export function flatMapSource<T, U>(source: Source<T>, expand: ElementFunction<T, Elements<U>>): Source<U> {
  return {
    description: `${source.description}.flatMap()`,
    size: undefined,
    open(epoch, position) {
      const saved = savedPosition(position);
      const outer = source.open(epoch, saved.source);
      let { count, within } = saved;
      let inner: Reader<U> | undefined;
      // Where the outer source stood before the element that is being expanded, to expand it again after a restore.
      let before: JsonValue = null;
      function* next() {
        for (;;) {
          if (!inner) {
            before = outer.position();
            const result = yield* ready(outer.next());
            if (result.done) return result;
            const elements = yield* ready(expand(result.value, count, epoch));
            inner = sourceOf(elements).open(epoch, within[0]);
            within = [];
          }
          const result = yield* ready(inner.next());
          if (!result.done) return result;
          inner = undefined;
          count++;
        }
      }
      return {
        next: () => drive(next()),
        position: () =>
          inner
            ? { count, source: before, within: [inner.position()] }
            : { count, source: outer.position(), within: [...within] },
      };
    },
  };
}

/** `within` holds the position in the elements that are being expanded, or nothing between two of them. */
function savedPosition(position: JsonValue | undefined): {
  count: number;
  source: JsonValue | undefined;
  within: readonly JsonValue[];
} {
  if (position === undefined) return { count: 0, source: undefined, within: [] };
  const { count, source, within } = fieldsIn(position, ['count', 'source', 'within']);
  return { count: countIn(count), source, within: listIn(within, Array.isArray(within) && within.length ? 1 : 0) };
}
