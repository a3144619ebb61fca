import * as tf from '@tensorflow/tfjs-core';
import type { NamedArrays } from '@refrain/core';
import { readArray, tensorOf } from './arrays.js';

/**
 * The recurrent state between batches: kept copies of what the model gave, which no gradient flows through.
 *
 * A batch whose `startsSequence` is not false begins without it, so a dataset without carried state needs to say nothing.
 */
export class CarriedState {
  #tensors: readonly tf.Tensor[] | undefined;
  #next: readonly tf.Tensor[] | undefined;

  /** The state that `batch` goes on from; undefined where its sequences begin. The tensors stay this object's. */
  before(batch: unknown): readonly tf.Tensor[] | undefined {
    const starts = (batch as { startsSequence?: unknown } | null)?.startsSequence !== false;
    return starts ? undefined : this.#tensors;
  }

  /** Keeps copies of `next` until {@link CarriedState.advance}: the state before is still needed by the gradient. */
  keep(next: readonly tf.Tensor[] | undefined): void {
    tf.dispose(this.#next as tf.Tensor[] | undefined);
    this.#next = next?.map((tensor) => tf.keep(tf.clone(tensor)));
  }

  /** Makes the kept copies the state, and frees the state before. */
  advance(): void {
    tf.dispose(this.#tensors as tf.Tensor[] | undefined);
    this.#tensors = this.#next;
    this.#next = undefined;
  }

  clear(): void {
    this.keep(undefined);
    this.advance();
  }

  /** The state's arrays, by position. */
  state(): NamedArrays | undefined {
    return this.#tensors && new Map(this.#tensors.map((tensor, position) => [String(position), readArray(tensor)]));
  }

  restore(arrays: NamedArrays | undefined): void {
    this.clear();
    this.#tensors = arrays && [...arrays.values()].map((array) => tf.keep(tensorOf(array)));
  }
}
