import type { JsonValue } from '@refrain/core';
import { whenReady, type Awaitable } from './awaitable.js';
import { countIn } from './position.js';

/** What an operator reads from and what it gives: the inside of a dataset, without its chainable methods. */
export interface Source<T> {
  /** How the dataset was made, such as `range(20).batch(3)`: a saved position belongs to datasets of one description. */
  readonly description: string;
  /** Elements an epoch; Infinity for an endless source, undefined where only reading tells. */
  readonly size: number | undefined;
  /** The elements of an epoch by index; absent where they can only be read in order. */
  readonly access?: (epoch: number) => RandomAccess<T>;
  /** Starts reading an epoch, at the beginning or where {@link Reader.position} said. */
  open(epoch: number, position?: JsonValue): Reader<T>;
}

/** The elements of one epoch, each to be had at once: skipping is free and an exact shuffle needs no memory. */
export interface RandomAccess<T> {
  readonly size: number;
  at(index: number): Awaitable<T>;
}

/** One reading of one epoch. */
export interface Reader<T> {
  next(): Awaitable<IteratorResult<T, undefined>>;
  /** The position behind the last element given; JSON. */
  position(): JsonValue;
}

/** The end of an epoch. */
export const ended: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** A source with random access; its position is the number of elements given. */
export function indexedSource<T>(options: {
  readonly description: string;
  readonly size: number | undefined;
  readonly access: (epoch: number) => RandomAccess<T>;
}): Source<T> {
  return { ...options, open: (epoch, position = 0) => readInOrder(options.access(epoch), position) };
}

function readInOrder<T>({ size, at }: RandomAccess<T>, position: JsonValue): Reader<T> {
  let index = countIn(position, size);
  return {
    next() {
      if (index >= size) return ended;
      const element = at(index);
      index++;
      return whenReady(element, (value) => ({ done: false, value }));
    },
    position: () => index,
  };
}
