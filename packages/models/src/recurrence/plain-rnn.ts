import { assertKnownOptions, assertPositiveInteger } from '@refrain/core';
import type { ArtifactStore, IdBatch, LanguageModel, Random, SequenceBatch, Step } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { saveModel } from '../artifacts/save-model.js';
import type { SaveOptions } from '../artifacts/save-model.js';
import type { LogitsOptions, SequenceLogits } from '../char-rnn/forward.js';
import { assertIdBatch } from '../check-batch.js';
import type { NamedVariable } from '../named-variable.js';
import { sequenceLoss } from '../sequence-loss.js';
import type { LossContext, SequenceLoss } from '../sequence-loss.js';
import { assertPlainState, assertStep, selectedRows } from '../state-rows.js';
import type { StateUnit } from '../state-unit.js';
import { parameterCount, summaryTable } from '../summary-table.js';
import { tidyResult } from '../tidy-result.js';
import { forward } from './forward.js';
import { plainRnnNetwork } from './network.js';
import type { PlainRnnNetwork } from './network.js';
import { resolvePlainRnnOptions, stateWidth } from './options.js';
import type { PlainRnnOptions, ResolvedPlainRnnOptions } from './options.js';

/** Row-major `[rows, units]`, or `[rows, vocabulary]` where the output is taken along: what was taken along last. */
export type PlainRnnState = Float32Array;

/**
 * A character RNN of one layer whose recurrence is written out in plain tensor operations, in any of three forms. It
 * trains, samples and is saved as a {@link CharRnn} is, more slowly.
 */
export interface PlainRnn extends LanguageModel<PlainRnnState> {
  /** What the model is made of, with every default filled in. */
  readonly options: ResolvedPlainRnnOptions;
  /** How many numbers the model learns. */
  readonly parameterCount: number;
  /** The trainable variables, in the order in which they are saved. They stay the model's. */
  variables(): readonly NamedVariable[];
  /** As {@link CharRnn.loss}. */
  loss(batch: SequenceBatch, context: LossContext): SequenceLoss;
  /** As {@link CharRnn.logits}. */
  logits(inputs: IdBatch, options?: Pick<LogitsOptions, 'carry'>): SequenceLogits;
  /** As {@link CharRnn.step}, but the logits are the caller's. */
  step(ids: Int32Array, state: PlainRnnState): Step<PlainRnnState>;
  /** What each number of a row of a state is, `[stateSize]`. */
  stateUnits(): readonly StateUnit[];
  /** A table of layers, output shapes and parameters, in plain text. */
  summary(): string;
  /** As {@link CharRnn.save}; {@link loadModel} reads it with the kind `'plain-rnn'`. */
  save(store: ArtifactStore, options?: SaveOptions): Promise<void>;
  /** Frees a state; states are plain arrays, so nothing has to happen. */
  dispose(state: PlainRnnState): void;
  /** Frees the model's variables. Nothing may be called afterwards. */
  dispose(): void;
}

/**
 * Makes a plain RNN with new weights: kernels Glorot uniform, recurrent kernels orthogonal where they are square, biases 0.
 *
 * @param random each weight draws from a fork of its own; `random` does not advance
 * @returns a model that owns its variables; free it with `dispose()`
 * @throws InvalidArgumentError if an option is unknown or out of range
 * @example
 * const model = plainRnn({ vocabularySize: 39, units: 64, recurrence: 'output-to-hidden' }, new Random(42));
 */
export function plainRnn(options: PlainRnnOptions, random: Random): PlainRnn {
  return plainRnnFromNetwork(
    plainRnnNetwork(resolvePlainRnnOptions(options), ({ name, shape, initialize }) =>
      initialize(random.fork(name), shape),
    ),
  );
}

/** A plain RNN over weights that exist; it owns them from here on. */
export function plainRnnFromNetwork(network: PlainRnnNetwork): PlainRnn {
  const { options, variables } = network;
  const { vocabularySize, units, recurrence } = options;
  const stateSize = stateWidth(options);
  return {
    vocabularySize,
    options,
    parameterCount: parameterCount(variables),
    variables: () => variables,
    loss: (batch, context) =>
      sequenceLoss(batch, context, { vocabularySize, forward: (inputs, given) => forward(network, inputs, given) }),
    logits(inputs, given = {}) {
      assertKnownOptions('logits', given, ['carry']);
      assertIdBatch('inputs', inputs, vocabularySize);
      return tidyResult(() => forward(network, inputs, given));
    },
    initialState(rows) {
      assertPositiveInteger('rows', rows);
      return new Float32Array(rows * stateSize);
    },
    step(ids, state) {
      assertStep(ids, state, { stateSize, vocabularySize });
      return step(network, ids, state);
    },
    select: (state, rows) => selectedRows(state, rows, stateSize),
    stateUnits() {
      const kind = recurrence === 'hidden-to-hidden' ? 'hidden' : 'output';
      return Array.from({ length: stateSize }, (_, unit) => ({ layer: 0, kind, unit }));
    },
    summary: () =>
      summaryTable(variables, [
        { name: 'one-hot', prefix: 'one-hot', shape: `[batch, time, ${vocabularySize}]` },
        { name: `hidden (${recurrence})`, prefix: 'hidden.', shape: `[batch, time, ${units}]` },
        { name: 'output', prefix: 'output.', shape: `[batch, time, ${vocabularySize}]` },
      ]),
    save: (store, saveOptions) => saveModel({ kind: 'plain-rnn', options, variables }, store, saveOptions),
    dispose(...states: [state?: PlainRnnState]) {
      if (states.length > 0) assertPlainState(states[0]);
      else for (const { variable } of variables) variable.dispose();
    },
  };
}

/** A sequence of one position, read from where the one before ended: what trains is what samples. */
function step(network: PlainRnnNetwork, ids: Int32Array, state: PlainRnnState): Step<PlainRnnState> {
  const rows = ids.length;
  return tf.tidy(() => {
    const inputs: IdBatch = { ids, mask: new Uint8Array(rows).fill(1), shape: [rows, 1] };
    const { logits, carry } = forward(network, inputs, { carry: [tf.tensor2d(state, [rows, state.length / rows])] });
    return { logits: logits.dataSync<'float32'>(), state: carry[0]!.dataSync<'float32'>() };
  });
}
