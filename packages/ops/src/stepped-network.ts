import type { CellKind } from './kernels.js';

/**
 * The weights of a network that reads one id a row and predicts the next: embedding or one-hot, recurrent layers,
 * linear output. Plain arrays, so that stepping dispatches no tensor operation.
 */
export interface SteppedNetwork {
  readonly vocabularySize: number;
  /** Row-major [vocabulary, embeddingUnits]; without it ids are one-hot and the first kernel has `vocabularySize` rows. */
  readonly embedding?: Float32Array;
  readonly layers: readonly SteppedLayer[];
  readonly output: SteppedOutput;
}

export interface SteppedLayer {
  readonly cell: CellKind;
  readonly resetAfter: boolean;
  readonly units: number;
  /** Row-major [inputUnits, gates · units]. */
  readonly kernel: Float32Array;
  /** Row-major [units, gates · units]. */
  readonly recurrentKernel: Float32Array;
  /** [gates · units], or [2, gates · units] for a GRU with `resetAfter`. */
  readonly bias: Float32Array;
}

export interface SteppedOutput {
  /** Row-major [units, vocabulary]. */
  readonly kernel: Float32Array;
  /** [vocabulary]. */
  readonly bias: Float32Array;
}

/**
 * Steps a {@link SteppedNetwork}. A row's state is, layer by layer, its hidden units, then for an LSTM its cell:
 * `stateSize` numbers.
 */
export interface Stepper {
  readonly stateSize: number;
  /**
   * Reads `ids[row]`, for every row, in the state `state` [rows, stateSize]; writes the state behind it to `next`
   * (which may be `state` itself) and the logits to `logits` [rows, vocabulary].
   */
  step(ids: Int32Array, state: Float32Array, next: Float32Array, logits: Float32Array): void;
  /** Frees what the stepper holds; using it afterwards is an error. */
  dispose(): void;
}

/** What a TensorFlow.js backend offers beside kernels when it can step a network faster than plain JavaScript. */
export interface StepperProvider {
  createStepper(network: SteppedNetwork): Stepper;
}
