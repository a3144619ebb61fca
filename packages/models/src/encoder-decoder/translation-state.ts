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
  /** Each [rows, units], its own: layer by layer hidden and, for an LSTM, cell; then what is fed back. */
  readonly parts: readonly tf.Tensor2D[];
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

/** Refuses a state that was released; `remedy` says what to do instead. */
export function assertAlive(state: TranslationState, remedy: string): void {
  if (state.parts.some(({ isDisposed }) => isDisposed)) {
    refuse('state', state, { expected: 'a state that is alive', remedy });
  }
}

/** Frees a state, and what it shares with the last of those that do. @throws InvalidArgumentError if it was freed before */
export function release(state: TranslationState): void {
  assertAlive(state, 'Dispose each state once.');
  tf.dispose([...state.parts]);
  const { shared } = state;
  if (!shared) return;
  shared.holders -= 1;
  if (shared.holders === 0) tf.dispose(tensorsOf(shared.memory));
}

/** The state whose row i is row `rows[i]`. */
export function selectState({ parts, shared }: TranslationState, rows: Int32Array): TranslationState {
  const order = tf.tensor1d(rows, 'int32');
  const selected = parts.map((part) => tf.keep(tf.gather(part, order)));
  order.dispose();
  return { rows: rows.length, parts: selected, shared: selectMemory(shared, rows) };
}

/** The memory whose row i is row `rows[i]`: the same one where its rows stay with their sources. */
function selectMemory(shared: SharedMemory | undefined, rows: Int32Array): SharedMemory | undefined {
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
