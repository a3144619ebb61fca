import { Random } from '@refrain/core';
import type { Dataset, JsonValue } from '@refrain/core';

/** Ids with the ids that follow them, row-major [batch, time]. */
export interface TinyBatch {
  readonly ids: Int32Array;
  readonly targets: Int32Array;
  readonly mask: Uint8Array;
  readonly shape: readonly [batch: number, time: number];
  readonly startsSequence?: boolean;
}

/** What {@link dataset} is made of. */
export interface DatasetOptions {
  /** Another order each epoch. @default the given order */
  readonly seed?: number;
  /** The iterator gives promises. @default false */
  readonly asynchronous?: boolean;
  /** The dataset does not know its size. @default false */
  readonly sizeUnknown?: boolean;
}

/** A dataset of given elements, whose iterator can be saved and restored. */
export function dataset<T>(elements: readonly T[], options: DatasetOptions = {}): Dataset<T> {
  const { seed, asynchronous = false, sizeUnknown = false } = options;
  return {
    size: sizeUnknown ? undefined : elements.length,
    iterator(epoch = 0) {
      const order = elements.map((_, position) => position);
      if (seed !== undefined) shuffle(order, new Random(seed).fork(epoch));
      let position = 0;
      const next = (): IteratorResult<T, undefined> =>
        position < order.length
          ? { done: false, value: elements[order[position++]!]! }
          : { done: true, value: undefined };
      return {
        next: () => (asynchronous ? Promise.resolve().then(next) : next()),
        state: (): JsonValue => ({ position }),
        restore: (state) => void ({ position } = state as { position: number }),
      };
    },
  };
}

/** Windows of `time` ids over a text that repeats itself, `batch` rows each. */
export function tinyBatches(
  count: number,
  options: { batch?: number; time?: number; carried?: boolean } = {},
): TinyBatch[] {
  const { batch = 2, time = 3, carried = false } = options;
  const text = (position: number): number => [0, 1, 2, 1, 3, 4, 1][position % 7]!;
  return Array.from({ length: count }, (_, number) => {
    const position = (cell: number): number => {
      const row = Math.floor(cell / time);
      return (carried ? row * count * time + number * time : (number * batch + row) * 5) + (cell % time);
    };
    return {
      ids: Int32Array.from({ length: batch * time }, (_, cell) => text(position(cell))),
      targets: Int32Array.from({ length: batch * time }, (_, cell) => text(position(cell) + 1)),
      mask: new Uint8Array(batch * time).fill(1),
      shape: [batch, time],
      ...(carried ? { startsSequence: number === 0 } : {}),
    };
  });
}

function shuffle(order: number[], random: Random): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
}
