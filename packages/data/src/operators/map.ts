import { whenReady, type Awaitable } from '../awaitable.js';
import { countedIn } from '../position.js';
import { ended, indexedSource, type Source } from '../source.js';

/**
 * What an operator calls for each element. `index` is the element's place in the dataset before, `epoch` the epoch
 * read: chance that follows from them, such as `new Random(seed).fork(epoch).fork(index)`, is the same after a restore.
 */
export type ElementFunction<T, U> = (element: T, index: number, epoch: number) => Awaitable<U>;

/** Each element transformed. */
export function mapSource<T, U>(source: Source<T>, transform: ElementFunction<T, U>): Source<U> {
  const { size, access } = source;
  const description = `${source.description}.map()`;
  if (access) {
    return indexedSource({
      description,
      size,
      access: (epoch) => {
        const elements = access(epoch);
        return {
          size: elements.size,
          at: (index) => whenReady(elements.at(index), (element) => transform(element, index, epoch)),
        };
      },
    });
  }
  return {
    description,
    size,
    open(epoch, position) {
      const saved = countedIn(position);
      const reader = source.open(epoch, saved.source);
      let { count } = saved;
      return {
        next: () =>
          whenReady(reader.next(), (result) => {
            if (result.done) return ended;
            return whenReady(transform(result.value, count++, epoch), (value) => ({ done: false as const, value }));
          }),
        position: () => ({ count, source: reader.position() }),
      };
    },
  };
}
