import { assertKnownOptions, refuse } from '@refrain/core';
import type { ArtifactStore, IdBatch, ParallelBatch, Random, Step, Translator } from '@refrain/core';
import type * as tf from '@tensorflow/tfjs-core';
import { saveModel } from '../artifacts/save-model.js';
import type { SaveOptions } from '../artifacts/save-model.js';
import type { NamedVariable } from '../named-variable.js';
import { parameterCount } from '../summary-table.js';
import { tidyResult } from '../tidy-result.js';
import { forward } from './forward.js';
import type { TranslationInputs } from './forward.js';
import { assertTranslationInputs, translationLoss } from './loss.js';
import type { TranslationLoss, TranslationLossContext } from './loss.js';
import { encoderDecoderNetwork } from './network.js';
import type { EncoderDecoderNetwork } from './network.js';
import type { EncoderDecoderOptions, ResolvedEncoderDecoderOptions } from './options.js';
import { outputLogits } from './output.js';
import { resolveEncoderDecoderOptions } from './resolve-options.js';
import { translating } from './stepping.js';
import { encoderDecoderSummary } from './summary.js';
import type { TranslationState } from './translation-state.js';

/** How whole pairs are read. */
export interface TranslationLogitsOptions {
  /** Draws the dropout masks, as in training, and so advances. @default undefined: nothing is dropped */
  readonly dropoutRandom?: Random;
}

/** What an encoder-decoder predicts for whole pairs; the caller owns both tensors. */
export interface TranslationLogits {
  /** Unnormalised, `[batch, target, vocabulary]`: position t predicts the id behind the t-th. */
  readonly logits: tf.Tensor3D;
  /** Where the decoder looked at each position, `[batch, target, source]`; only with attention. */
  readonly attention?: tf.Tensor3D;
}

/**
 * An encoder-decoder: an encoder reads a source sentence, a decoder writes the target, looking back at the source if it
 * has attention. One set of weights trains on pairs (`loss`, teacher forcing) and translates step by step (`encode`,
 * `step`).
 */
export interface EncoderDecoder extends Translator<TranslationState> {
  /** What the model is made of, with every default filled in. */
  readonly options: ResolvedEncoderDecoderOptions;
  /** How many numbers the model learns. */
  readonly parameterCount: number;
  /** How many target ids there are. */
  readonly vocabularySize: number;

  /** The trainable variables, in the order in which they are saved. They stay the model's. */
  variables(): readonly NamedVariable[];

  /**
   * The cross-entropy of a batch of pairs: over the target positions whose mask is 1, in nats a token. Differentiable in
   * the variables. Padding of either side changes nothing. In training with `sampledSoftmax` it is that among the ids drawn,
   * which can't be compared with the whole vocabulary's, and has no accuracy.
   *
   * @param batch source ids `[batch, source]`; target ids `[batch, target]`, as `parallelBatches` makes them
   * @throws InvalidArgumentError if arrays and shape disagree, or an id is not in its vocabulary
   */
  loss(batch: ParallelBatch, context: TranslationLossContext): TranslationLoss;

  /**
   * The predictions at every position of whole pairs, for scoring translations and for losses of one's own.
   * Differentiable in the variables. What is predicted at masked positions means nothing.
   *
   * @returns logits `[batch, target, vocabulary]` and the attention; the caller owns every tensor
   * @throws InvalidArgumentError as `loss` does
   */
  logits(inputs: TranslationInputs, options?: TranslationLogitsOptions): TranslationLogits;

  /**
   * Reads source sentences, `[batch, source]`; what attention needs of them is computed here, once.
   *
   * @returns the state before the start id, one row a sentence; the caller disposes it
   * @throws InvalidArgumentError if arrays and shape disagree, or an id is not in the source vocabulary
   */
  encode(source: IdBatch): Promise<TranslationState>;

  /**
   * Reads one target id a row and predicts the next, with the weights as they are now. Synchronous, so the backend must be
   * able to read tensors synchronously (webgpu is not).
   *
   * @param ids `[rows]`: the start id first, then what was chosen
   * @param state left as it is
   * @returns logits `[rows, vocabulary]`, a new state, and with attention its weights `[rows, source]`
   * @throws InvalidArgumentError if an id is not in the target vocabulary, or there are not as many ids as rows
   */
  step(ids: Int32Array, state: TranslationState): Step<TranslationState>;

  /** A table of layers, output shapes and parameters, in plain text. */
  summary(): string;

  /**
   * Writes `config.json` and `weights.safetensors`, which `loadModel` reads.
   *
   * @example
   * await model.save(fileStore('runs/spanish'), { prefix: 'model' });
   */
  save(store: ArtifactStore, options?: SaveOptions): Promise<void>;

  /** Frees a state: with the last state of a source what attention looks at. */
  dispose(state: TranslationState): void;
  /** Frees the model's variables. Nothing may be called afterwards but `dispose(state)`. */
  dispose(): void;
}

/**
 * Makes an encoder-decoder with new weights, drawn as Keras draws them: embeddings uniform within ±0.05, kernels Glorot
 * uniform, recurrent kernels orthogonal, biases 0 but 1 for an LSTM's forget gate.
 *
 * Follows Sutskever et al., "Sequence to Sequence Learning with Neural Networks", 2014, and for attention Luong et al.,
 * 2015, and Bahdanau et al., 2015.
 *
 * @param random each weight draws from a fork of its own; `random` does not advance
 * @returns a model that owns its variables; free it with `dispose()`
 * @throws InvalidArgumentError if an option is unknown, out of range or at odds with another
 * @example
 * const model = encoderDecoder(
 *   { sourceVocabularySize: 1000, targetVocabularySize: 1000, embedding: 128, cell: 'lstm', units: [512], attention: 'dot' },
 *   new Random(42),
 * );
 * const state = await model.encode(source);            // source: IdBatch of one row
 * const { logits } = model.step(Int32Array.of(2), state);   // 2: the start id; logits: Float32Array of 1000
 */
export function encoderDecoder(options: EncoderDecoderOptions, random: Random): EncoderDecoder {
  const resolved = resolveEncoderDecoderOptions(options);
  return encoderDecoderFromNetwork(
    encoderDecoderNetwork(resolved, ({ name, shape, initialize }) => initialize(random.fork(name), shape)),
  );
}

/** An encoder-decoder over weights that exist; it owns them from here on. */
export function encoderDecoderFromNetwork(network: EncoderDecoderNetwork): EncoderDecoder {
  const { options, variables } = network;
  const translator = translating(network);
  return {
    ...translator,
    options,
    parameterCount: parameterCount(variables),
    variables: () => variables,
    loss: (batch, context) => translationLoss(network, batch, context),
    logits(inputs, logitsOptions = {}) {
      assertKnownOptions('logits', logitsOptions, ['dropoutRandom']);
      assertTranslationInputs(network, inputs);
      return tidyResult(() => {
        const { readout, weights } = forward(network, inputs, logitsOptions.dropoutRandom);
        return { logits: outputLogits(network, readout), ...(weights && { attention: weights }) };
      });
    },
    summary: () => encoderDecoderSummary(network),
    save: (store, saveOptions) => saveModel({ kind: 'encoder-decoder', options, variables }, store, saveOptions),
    dispose(...states: [state?: TranslationState]) {
      const [state] = states;
      if (states.length === 0) {
        for (const { variable } of variables) variable.dispose();
      } else if (Array.isArray(state?.parts)) {
        translator.dispose(state);
      } else {
        refuse('state', state, {
          expected: 'a state of this model',
          remedy: 'To free the model itself call dispose() without an argument.',
        });
      }
    },
  };
}
