import { refuse } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Memory } from './attend.js';

/**
 * A {@link Memory} that several states share, freed with the last of them: beams of one sentence look at the same source,
 * and a step changes nothing about it.
 */
export interface SharedMemory {
  readonly memory: Memory;
  /** Row i of the memory belongs to source `sources[i]` of the batch that was encoded. */
  readonly sources: Int32Array;
  /** How many states hold it. */
  holders: number;
}

/** Where the translation of each row stands; made by `encode`, freed by `dispose`. */
export interface TranslationState {
  readonly rows: number;
  /** Row-major `[rows, stateSize]`: layer by layer hidden and, for an LSTM, cell; then what is fed back. */
  readonly values: Float32Array;
  /** With attention, what it looks at. */
  readonly shared: SharedMemory | undefined;
}

/** Keeps a memory beyond the surrounding `tf.tidy`, for one state. */
export function shareMemory(memory: Memory, sources: Int32Array): SharedMemory {
  for (const tensor of tensorsOf(memory)) tf.keep(tensor);
  return { memory, sources, holders: 1 };
}

/** Another state holds the memory too. */
export function held<T extends SharedMemory | undefined>(shared: T): T {
  if (shared) shared.holders += 1;
  return shared;
}

/** One state lets go of the memory. @throws InvalidArgumentError if it was let go before */
export function release({ shared }: TranslationState): void {
  if (!shared) return;
  if (shared.holders === 0) {
    refuse('state', shared, { expected: 'a state that is alive', remedy: 'Dispose each state once.' });
  }
  shared.holders -= 1;
  if (shared.holders === 0) tf.dispose(tensorsOf(shared.memory));
}

/** The memory whose row i is row `rows[i]`: the same one where its rows stay with their sources. */
export function selectMemory(shared: SharedMemory | undefined, rows: Int32Array): SharedMemory | undefined {
  if (!shared) return undefined;
  const sources = rows.map((row) => shared.sources[row]!);
  const stays = sources.length === shared.sources.length && sources.every((from, row) => from === shared.sources[row]);
  if (stays) return held(shared);
  const { values, keys, mask } = shared.memory;
  const order = tf.tensor1d(rows, 'int32');
  const selected = tf.gather(values, order);
  const memory = {
    values: selected,
    keys: keys === values ? selected : tf.gather(keys, order),
    mask: mask && tf.gather(mask, order),
  };
  order.dispose();
  return shareMemory(memory, sources);
}

function tensorsOf({ values, keys, mask }: Memory): tf.Tensor[] {
  return [values, ...(keys === values ? [] : [keys]), ...(mask ? [mask] : [])];
}
