import { assertKnownOptions } from '@refrain/core';
import type { ArtifactStore, IdBatch, LanguageModel, Random, SequenceBatch, Step } from '@refrain/core';
import { saveModel } from '../artifacts/save-model.js';
import type { SaveOptions } from '../artifacts/save-model.js';
import type { NamedVariable } from '../named-variable.js';
import type { WeightValues } from '../network.js';
import { parameterCount } from '../summary-table.js';
import type { StateUnit } from '../state-unit.js';
import { tidyResult } from '../tidy-result.js';
import { assertIdBatch } from '../check-batch.js';
import { assertPlainState } from '../state-rows.js';
import { forward } from './forward.js';
import type { LogitsOptions, SequenceLogits } from './forward.js';
import { sequenceLoss } from '../sequence-loss.js';
import type { LossContext, SequenceLoss } from '../sequence-loss.js';
import { charRnnNetwork } from './network.js';
import type { CharRnnNetwork } from './network.js';
import { initialValues } from './initialization.js';
import { resolveNewCharRnn } from './options.js';
import type { NewCharRnnOptions, ResolvedCharRnnOptions } from './options.js';
import { stateUnits, stepping } from './stepping.js';
import type { CharRnnState } from './stepping.js';
import { charRnnSummary } from './summary.js';

/**
 * A character RNN: reads ids one after the other and predicts the next. One set of weights trains over whole sequences
 * (`loss`), stateless or with carried state, and samples step by step (`step`).
 */
export interface CharRnn extends LanguageModel<CharRnnState> {
  /** What the model is made of, with every default filled in. */
  readonly options: ResolvedCharRnnOptions;
  /** How many numbers the model learns. */
  readonly parameterCount: number;

  /** The trainable variables, in the order in which they are saved. They stay the model's. */
  variables(): readonly NamedVariable[];

  /**
   * The cross-entropy of a batch: over the positions whose mask is 1, in nats a token. Differentiable in the variables.
   *
   * @param batch ids `[batch, time]`; rows of different length are padded and masked
   * @throws InvalidArgumentError if arrays and shape disagree, an id is not in the vocabulary, or the carry does not fit
   */
  loss(batch: SequenceBatch, context: LossContext): SequenceLoss;

  /**
   * The predictions at every position of whole sequences, for scoring text and for losses of one's own. Differentiable
   * in the variables. Masked positions change no state, and what is predicted there means nothing.
   *
   * @param inputs ids `[batch, time]`
   * @returns logits `[batch, time, vocabulary]` and the final states; the caller owns every tensor
   * @throws InvalidArgumentError as `loss` does
   */
  logits(inputs: IdBatch, options?: LogitsOptions): SequenceLogits;

  /**
   * Reads one id a row and predicts the next, with the weights as they are now, also in the middle of training.
   *
   * Synchronous, and without a tensor operation: the weights are copied once after each change, so the backend must be
   * able to read them synchronously (webgpu is not).
   *
   * @param ids `[rows]`
   * @param state `[rows, stateSize]`, left as it is
   * @returns logits `[rows, vocabulary]`, which the next step overwrites, and a new state
   * @throws InvalidArgumentError if an id is not in the vocabulary, or there are not as many ids as the state has rows
   */
  step(ids: Int32Array, state: CharRnnState): Step<CharRnnState>;

  /** What each number of a row of a state is, `[stateSize]`. */
  stateUnits(): readonly StateUnit[];

  /** A table of layers, output shapes and parameters, in plain text. */
  summary(): string;

  /**
   * Writes `config.json` and `weights.safetensors`, which {@link loadModel} reads.
   *
   * @example
   * await model.save(fileStore('runs/sonnets'), { prefix: 'model' });
   */
  save(store: ArtifactStore, options?: SaveOptions): Promise<void>;

  /** Frees a state; states are plain arrays, so nothing has to happen. */
  dispose(state: CharRnnState): void;
  /** Frees the model: its variables, and the copy of the weights that `step` uses. Nothing may be called afterwards. */
  dispose(): void;
}

/**
 * Makes a character RNN with new weights, drawn as Keras draws them unless `initialization` says otherwise.
 *
 * @param random each weight draws from a fork of its own; `random` does not advance
 * @returns a model that owns its variables; free it with `dispose()`
 * @throws InvalidArgumentError if an option is unknown, out of range or at odds with another
 * @example
 * const model = charRnn({ vocabularySize: 39, embedding: 16, cell: 'gru', units: [128] }, new Random(42));
 * let { logits, state } = model.step(Int32Array.of(7), model.initialState(1));   // logits: Float32Array of 39
 */
export function charRnn(options: NewCharRnnOptions, random: Random): CharRnn {
  const { resolved, initialization } = resolveNewCharRnn(options);
  const { embeddingWeights: given } = options;
  const drawn = initialValues(resolved, initialization, random);
  const values: WeightValues = (weight) => (weight.name === 'embedding' && given ? given.slice() : drawn(weight));
  return charRnnFromNetwork(charRnnNetwork(resolved, values));
}

/** A character RNN over weights that exist; it owns them from here on. */
export function charRnnFromNetwork(network: CharRnnNetwork): CharRnn {
  const { options, variables } = network;
  const { free, ...steps } = stepping(network);
  return {
    ...steps,
    options,
    parameterCount: parameterCount(variables),
    variables: () => variables,
    loss: (batch, context) =>
      sequenceLoss(batch, context, {
        vocabularySize: options.vocabularySize,
        forward: (inputs, logitsOptions) => forward(network, inputs, logitsOptions),
      }),
    logits(inputs, logitsOptions = {}) {
      assertKnownOptions('logits', logitsOptions, ['carry', 'dropoutRandom']);
      assertIdBatch('inputs', inputs, options.vocabularySize);
      return tidyResult(() => forward(network, inputs, logitsOptions));
    },
    stateUnits: () => stateUnits(options),
    summary: () => charRnnSummary(network),
    save: (store, saveOptions) => saveModel({ kind: 'char-rnn', options, variables }, store, saveOptions),
    dispose(...states: [state?: CharRnnState]) {
      if (states.length === 0) {
        free();
        for (const { variable } of variables) variable.dispose();
      } else {
        assertPlainState(states[0]);
      }
    },
  };
}
