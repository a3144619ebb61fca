import { refuse } from '@refrain/core';
import type { LanguageModel } from '@refrain/core';
import type { StateUnit } from './state-unit.js';

/** What every unit of a model did while it read a text. */
export interface UnitActivations {
  /** Behind each id, row-major `[time, units]`. */
  readonly values: Float32Array;
  /** What the columns are, `[units]`. */
  readonly units: readonly StateUnit[];
}

/** A model whose states are plain numbers that it can name: a `CharRnn` or a `PlainRnn`. */
export interface ObservableModel extends LanguageModel<Float32Array> {
  stateUnits(): readonly StateUnit[];
}

/**
 * Reads a text from the zero state and keeps what the model's units hold behind each id: to colour the text by one of
 * them, or to find the one that follows something.
 *
 * Of an LSTM both its hidden units, between -1 and 1, and its cell, without bounds. After Karpathy, Johnson and Fei-Fei,
 * "Visualizing and Understanding Recurrent Networks", 2016.
 *
 * @param ids `[time]`
 * @throws InvalidArgumentError if there is no id, or one that the model does not have
 * @example
 * const { values, units } = await unitActivations(model, tokenizer.encode(text));
 * const third = Array.from({ length: text.length }, (_, time) => values[time * units.length + 3]);
 */
export async function unitActivations(model: ObservableModel, ids: ArrayLike<number>): Promise<UnitActivations> {
  if (ids.length === 0) refuse('ids', ids, { expected: 'at least one id' });
  const units = model.stateUnits();
  const values = new Float32Array(ids.length * units.length);
  let state = model.initialState(1);
  for (let time = 0; time < ids.length; time++) {
    const pending = model.step(Int32Array.of(ids[time]!), state);
    const next = 'then' in pending ? await pending : pending;
    model.dispose(state);
    ({ state } = next);
    values.set(state, time * units.length);
  }
  model.dispose(state);
  return { values, units };
}
