import type { Dataset } from '@refrain/core';
import { drive, ready } from '../awaitable.js';
import { listIn } from '../position.js';
import { ended, indexedSource, type Source } from '../source.js';
import { gather } from './gather.js';

/** The types of the elements of several datasets. */
export type ElementsOf<Datasets extends readonly Dataset<unknown>[]> = {
  [Place in keyof Datasets]: Datasets[Place] extends Dataset<infer T> ? T : never;
};

/** Element i of each of several sources, side by side; ends with the shortest. */
export function zipSources(sources: readonly Source<unknown>[]): Source<unknown[]> {
  const [first, ...others] = sources.map(({ description }) => description);
  const description = `${first}.zip(${others.join(', ')})`;
  const sizes = sources.map(({ size }) => size);
  const size = sizes.includes(undefined) ? undefined : Math.min(...(sizes as number[]));
  const accesses = sources.map(({ access }) => access);
  if (accesses.every((access) => access !== undefined)) {
    return indexedSource({
      description,
      size,
      access: (epoch) => {
        const opened = accesses.map((access) => access(epoch));
        return {
          size: Math.min(...opened.map((elements) => elements.size)),
          at: (index) =>
            gather(
              { size: opened.length, at: (place) => opened[place]!.at(index) },
              { start: 0, count: opened.length, stride: 1 },
            ),
        };
      },
    });
  }
  return {
    description,
    size,
    open(epoch, position) {
      const saved = position === undefined ? [] : listIn(position, sources.length);
      const readers = sources.map((source, place) => source.open(epoch, saved[place]));
      function* next() {
        const value: unknown[] = [];
        for (const reader of readers) {
          const result = yield* ready(reader.next());
          if (result.done) return ended;
          value.push(result.value);
        }
        return { done: false as const, value };
      }
      return { next: () => drive(next()), position: () => readers.map((reader) => reader.position()) };
    },
  };
}
