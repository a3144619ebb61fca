import { assertPositiveInteger } from '@refrain/core';
import { drive, ready, type Awaitable } from '../awaitable.js';
import { countedIn } from '../position.js';
import { indexedSource, type RandomAccess, type Source } from '../source.js';

/**
 * The elements `count` times over, Infinity for ever. Each round is an epoch of its own of the source, so that a
 * shuffle before it gives every round another order.
 */
export function repeatSource<T>(source: Source<T>, count: number): Source<T> {
  if (count !== Infinity) assertPositiveInteger('count', count);
  const { access, size: length } = source;
  const epochOf = (epoch: number, round: number): number => (count === Infinity ? epoch : epoch * count) + round;
  const description = `${source.description}.repeat(${count === Infinity ? '' : count})`;
  const size = length === undefined ? undefined : length === 0 ? 0 : length * count;
  if (access && length !== undefined && size !== undefined) {
    return indexedSource({
      description,
      size,
      access: (epoch) => {
        let opened: { readonly round: number; readonly elements: RandomAccess<T> } | undefined;
        const at = (index: number): Awaitable<T> => {
          const round = length === Infinity ? 0 : Math.floor(index / length);
          if (opened?.round !== round) opened = { round, elements: access(epochOf(epoch, round)) };
          return opened.elements.at(length === Infinity ? index : index % length);
        };
        return { size, at };
      },
    });
  }
  return {
    description,
    size,
    open(epoch, position) {
      const saved = countedIn(position);
      let round = saved.count;
      let reader = source.open(epochOf(epoch, round), saved.source);
      // An epoch without elements would otherwise be repeated for ever.
      let empty = position === undefined;
      function* next() {
        for (;;) {
          const result = yield* ready(reader.next());
          if (!result.done) {
            empty = false;
            return result;
          }
          if (empty || round + 1 >= count) return result;
          round++;
          reader = source.open(epochOf(epoch, round));
          empty = true;
        }
      }
      return { next: () => drive(next()), position: () => ({ count: round, source: reader.position() }) };
    },
  };
}
