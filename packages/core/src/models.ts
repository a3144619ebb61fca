import type { IdBatch } from './batch.js';

/**
 * What every decoder knows of a model. Row i of everything belongs to sequence i.
 *
 * `State` is opaque to the decoder: it hands states back to the model that made them, and disposes each one once.
 */
export interface StepModel<State> {
  readonly vocabularySize: number;
  /**
   * Reads one id a row and predicts the next. Leaves `state` alive: the caller disposes it.
   * The logits may be overwritten by the model's next step; copy them to keep them.
   */
  step(ids: Int32Array, state: State): Step<State> | Promise<Step<State>>;
  /** A new state whose row i copies row `rows[i]`: reorders, repeats (beams) or shrinks (finished). Leaves `state` alive. */
  select(state: State, rows: Int32Array): State;
  /** Frees what `state` holds. */
  dispose(state: State): void;
}

/** What one step of a {@link StepModel} gives. */
export interface Step<State> {
  /** Unnormalised, row-major `[rows, vocabularySize]`. */
  readonly logits: Float32Array;
  readonly state: State;
  /** Where each row looked, row-major `[rows, source]`, from models with attention. */
  readonly attention?: Float32Array;
}

/** A model that continues text from nothing. */
export interface LanguageModel<State> extends StepModel<State> {
  /** The state before the first id of `rows` sequences. The caller owns it. */
  initialState(rows: number): State;
}

/** A model that continues text given a source text. */
export interface Translator<State> extends StepModel<State> {
  /** Reads the source sentences; the caller owns the state. */
  encode(source: IdBatch): Promise<State>;
}
