import { assertKnownOptions, assertPositiveInteger, InvalidArgumentError, refuse } from '@refrain/core';
import type { Dataset, JsonValue, Random } from '@refrain/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Callback } from './callback.js';
import type { Checkpoint } from './checkpoints/checkpoint.js';
import type { ClippingOptions } from './clipping.js';
import type { VariableOptions } from './fine-tuning/variable-choice.js';
import type { RowFigures } from './history.js';
import type { Optimizer } from './optimizers/optimizer.js';
import type { Trainable } from './trainable.js';

/** What {@link train} is asked: either `epochs` or `steps`, counted from the run's beginning, says how long. */
export interface TrainOptions<Batch, Carry extends readonly Tensor[] = readonly Tensor[]>
  extends ClippingOptions, VariableOptions {
  readonly model: Trainable<Batch, Carry>;
  /** Read once an epoch. */
  readonly data: Dataset<Batch>;
  /** Measured at each history row. @default nothing is measured */
  readonly validation?: Dataset<Batch>;
  /** Stays the caller's, who disposes it. */
  readonly optimizer: Optimizer;
  readonly epochs?: number;
  readonly steps?: number;
  /** Adds a history row, with its validation, every so many steps. @default at the end of each epoch */
  readonly validateEverySteps?: number;
  /** Further figures of a history row, computed from it, such as bits a character. @default none */
  readonly figures?: RowFigures;
  /** Called in this order. @default [] */
  readonly callbacks?: readonly Callback[];
  /** Ends the run cleanly behind the present step. */
  readonly signal?: AbortSignal;
  /** Where dropout and samples get their chance from; forked for each step, never advanced. @default new Random(0) */
  readonly random?: Random;
  /** Goes on from here; the model, optimizer and callbacks take over what it holds, `random` too. */
  readonly resume?: Checkpoint;
  /** Stored in each checkpoint, so that a resumed run's can be compared with it. @default null */
  readonly configuration?: JsonValue;
}

const known = [
  ...['model', 'data', 'validation', 'optimizer', 'epochs', 'steps', 'validateEverySteps', 'figures', 'callbacks'],
  ...['signal', 'random', 'resume', 'configuration', 'clipValue', 'clipNorm', 'clipGlobalNorm'],
  ...['trainable', 'learningRateFactor'],
];

/** Refuses options that are unknown, out of range or at odds with each other. */
export function assertTrainOptions<Batch, Carry extends readonly Tensor[]>(options: TrainOptions<Batch, Carry>): void {
  assertKnownOptions('train', options, known);
  const { model, data, epochs, steps, validateEverySteps, figures, callbacks = [] } = options;
  if ((epochs === undefined) === (steps === undefined)) {
    throw new InvalidArgumentError({
      argument: 'epochs',
      value: epochs,
      message: `train expects either epochs or steps; received ${steps === undefined ? 'neither' : 'both'}. Say with one of them how long to train.`,
    });
  }
  if (epochs !== undefined) assertPositiveInteger('epochs', epochs);
  if (steps !== undefined) assertPositiveInteger('steps', steps);
  if (validateEverySteps !== undefined) assertPositiveInteger('validateEverySteps', validateEverySteps);
  if (epochs !== undefined && data.size === Infinity) {
    refuse('epochs', epochs, {
      expected: 'absent for an endless dataset',
      remedy: 'Say with steps how long to train.',
    });
  }
  const variables = model.variables().map(({ name }) => name);
  assertDistinct('the names of the model’s variables', variables);
  for (const [name, value] of Object.entries({
    trainable: options.trainable,
    learningRateFactor: options.learningRateFactor,
  })) {
    if (value !== undefined && typeof value !== 'function')
      refuse(name, value, { expected: 'a function of a variable' });
  }
  if (figures !== undefined && typeof figures !== 'function') {
    refuse('figures', figures, { expected: 'a function that gives figures of a row' });
  }
  const stateful = callbacks.filter(({ state }) => state).map(({ name }) => name);
  assertDistinct('the names of callbacks that have a state', stateful);
}

function assertDistinct(argument: string, names: readonly string[]): void {
  const repeated = names.find((name, position) => names.indexOf(name) !== position);
  if (repeated !== undefined) refuse(argument, repeated, { expected: 'different', remedy: 'Rename one of them.' });
}
