import { assertKnownOptions, type JsonValue } from '@refrain/core';
import { drive, ready } from '../awaitable.js';
import { countedIn } from '../position.js';
import { ended, indexedSource, type Source } from '../source.js';
import {
  assertWindowShape,
  describeWindows,
  windowCount,
  windowLength,
  windowSpan,
  type WindowShape,
} from '../window-shape.js';
import { gather } from './gather.js';

/** Where windows of a dataset lie; see {@link WindowShape}. */
export interface WindowOptions {
  /** Elements from the beginning of one window to the next. @default the window's length */
  readonly shift?: number;
  /** Elements from one of a window to its next. @default 1 */
  readonly stride?: number;
  /** Leaves windows at the end that would have fewer elements out. @default false */
  readonly dropRemainder?: boolean;
}

/** Windows of elements, each an array. */
export function windowSource<T>(source: Source<T>, length: number, options: WindowOptions = {}): Source<T[]> {
  assertKnownOptions('window', options, ['shift', 'stride', 'dropRemainder']);
  const { shift = length, stride = 1, dropRemainder = false } = options;
  const shape: WindowShape = { length, shift, stride, dropRemainder };
  assertWindowShape(shape);
  const { access } = source;
  const description = `${source.description}.window(${describeWindows(shape)})`;
  const size = source.size === undefined ? undefined : windowCount(shape, source.size);
  if (!access) return { description, size, open: windowReader(source, shape) };
  return indexedSource({
    description,
    size,
    access: (epoch) => {
      const elements = access(epoch);
      return {
        size: windowCount(shape, elements.size),
        at: (index) => {
          const start = index * shift;
          return gather(elements, { start, count: windowLength(shape, elements.size - start), stride });
        },
      };
    },
  });
}

/** Windows of what can only be read in order; `count` in the position is how many elements to pass over first. */
function windowReader<T>(source: Source<T>, shape: WindowShape): Source<T[]>['open'] {
  const span = windowSpan(shape);
  return (epoch, position) => {
    const saved = countedIn(position);
    const reader = source.open(epoch, saved.source);
    let toPass = saved.count;
    // Each with the place before it, because the next window may begin at any of them.
    let buffer: { readonly before: JsonValue; readonly element: T }[] = [];
    function* next() {
      while (buffer.length < span) {
        const before = reader.position();
        const result = yield* ready(reader.next());
        if (result.done) break;
        if (toPass > 0) toPass--;
        else buffer.push({ before, element: result.value });
      }
      if (buffer.length < (shape.dropRemainder ? span : 1)) return ended;
      const window = Array.from(
        { length: windowLength(shape, buffer.length) },
        (_, place) => buffer[place * shape.stride]!.element,
      );
      toPass = Math.max(0, shape.shift - buffer.length);
      buffer = buffer.slice(shape.shift);
      return { done: false as const, value: window };
    }
    return {
      next: () => drive(next()),
      position: () => ({ count: toPass, source: buffer[0] ? buffer[0].before : reader.position() }),
    };
  };
}
