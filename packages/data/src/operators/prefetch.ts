import { assertPositiveInteger, type JsonValue } from '@refrain/core';
import { ended, type Source } from '../source.js';

/** Runs work when the event loop has nothing more urgent to do. */
const inNextGap: (work: () => void) => unknown = typeof setImmediate === 'function' ? setImmediate : setTimeout;

/** What was read ahead: a result and the source's position behind it, or the error in its place. */
type Ahead<T> =
  { readonly result: IteratorResult<T, undefined>; readonly position: JsonValue } | { readonly error: unknown };

/**
 * Elements made before they are asked for: up to `count` wait ready, each made in a gap of the event loop, while the
 * consumer awaits something else. Nothing is made beyond them until one is taken. The position is that of what was
 * taken, never of what waits.
 */
export function prefetchSource<T>(source: Source<T>, count: number): Source<T> {
  assertPositiveInteger('count', count);
  return {
    description: `${source.description}.prefetch(${count})`,
    size: source.size,
    open(epoch, position) {
      const reader = source.open(epoch, position);
      const waiting: Ahead<T>[] = [];
      let taken = reader.position();
      let reading: Promise<void> | undefined;
      let planned = false;
      let over = false;

      async function readOne(): Promise<void> {
        try {
          const result = await reader.next();
          over = result.done === true;
          waiting.push({ result, position: reader.position() });
        } catch (error) {
          over = true;
          waiting.push({ error });
        }
        reading = undefined;
      }
      function readAhead(): void {
        if (planned || over || waiting.length >= count) return;
        planned = true;
        inNextGap(() => {
          planned = false;
          if (over || waiting.length >= count) return;
          reading ??= readOne();
          void reading.then(readAhead);
        });
      }
      return {
        async next() {
          while (waiting.length === 0) await (reading ??= readOne());
          const ahead = waiting[0]!;
          if ('error' in ahead) throw ahead.error;
          taken = ahead.position;
          if (ahead.result.done) return ended;
          waiting.shift();
          readAhead();
          return ahead.result;
        },
        position: () => taken,
      };
    },
  };
}
