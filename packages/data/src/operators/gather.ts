import { isPromise, type Awaitable } from '../awaitable.js';
import type { RandomAccess } from '../source.js';

/** Elements `start`, `start + stride`, … (`count` of them); those that have to be awaited are awaited together. */
export function gather<T>(
  elements: RandomAccess<T>,
  { start, count, stride }: { start: number; count: number; stride: number },
): Awaitable<T[]> {
  const gathered: Awaitable<T>[] = [];
  let asynchronous = false;
  for (let place = 0; place < count; place++) {
    const element = elements.at(start + place * stride);
    asynchronous ||= isPromise(element);
    gathered.push(element);
  }
  return asynchronous ? Promise.all(gathered) : (gathered as T[]);
}
