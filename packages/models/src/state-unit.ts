/** One number of what a model takes along: of an LSTM's cell, of an output that is fed back, else of a hidden layer. */
export interface StateUnit {
  /** The layer, counted from 0. */
  readonly layer: number;
  readonly kind: 'hidden' | 'cell' | 'output';
  /** Which of that layer's, counted from 0. */
  readonly unit: number;
}
