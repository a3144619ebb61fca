/** A value, or a promise of it: operators stay synchronous for as long as their source does. */
export type Awaitable<T> = T | Promise<T>;

/** Whether a value has to be awaited. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as Promise<unknown>).then === 'function';
}

/** Applies `transform` to the value: now if it is there, else when it arrives. */
export function whenReady<T, U>(value: Awaitable<T>, transform: (value: T) => Awaitable<U>): Awaitable<U> {
  return isPromise(value) ? (value as Promise<T>).then(transform) : transform(value);
}

/** A computation that pauses only at promises; written as a generator, run by {@link drive}. */
export type Steps<R> = Generator<Promise<unknown>, R, unknown>;

/** Inside {@link Steps}: `const element = yield* ready(reader.next())`. */
export function* ready<T>(value: Awaitable<T>): Steps<T> {
  return (isPromise(value) ? yield value : value) as T;
}

/** Runs steps to their end: synchronously unless they meet a promise, so that one text serves both kinds of source. */
export function drive<R>(steps: Steps<R>): Awaitable<R> {
  const step = steps.next();
  return step.done ? step.value : resume(steps, step.value);
}

async function resume<R>(steps: Steps<R>, first: Promise<unknown>): Promise<R> {
  let pending = first;
  for (;;) {
    let step: IteratorResult<Promise<unknown>, R>;
    try {
      step = steps.next(await pending);
    } catch (error) {
      step = steps.throw(error);
    }
    if (step.done) return step.value;
    pending = step.value;
  }
}
