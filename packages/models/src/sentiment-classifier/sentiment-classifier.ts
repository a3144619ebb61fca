import { assertKnownOptions } from '@refrain/core';
import type { ArtifactStore, IdBatch, LabelledBatch, Random } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { saveModel } from '../artifacts/save-model.js';
import type { SaveOptions } from '../artifacts/save-model.js';
import { assertIdBatch } from '../check-batch.js';
import type { NamedVariable } from '../named-variable.js';
import { parameterCount } from '../summary-table.js';
import { forward } from './forward.js';
import { initialValues } from './initialization.js';
import { classificationLoss } from './loss.js';
import type { ClassificationLoss, ClassificationLossContext } from './loss.js';
import { sentimentClassifierNetwork } from './network.js';
import type { SentimentClassifierNetwork } from './network.js';
import type { ResolvedSentimentClassifierOptions, SentimentClassifierOptions } from './options.js';
import { resolveSentimentClassifierOptions } from './resolve-options.js';
import { sentimentClassifierSummary } from './summary.js';
import { layerWeights } from './weight-layout.js';
import { wordProbabilities } from './word-probabilities.js';

/** How {@link SentimentClassifier.logits} reads. */
export interface ClassifierLogitsOptions {
  /** Draws the dropout masks, as in training, and so advances. @default undefined: nothing is dropped */
  readonly dropoutRandom?: Random;
}

/**
 * A classifier of texts into negative and positive: reads the ids, and decides by the state behind the last of them, or by
 * what was pooled of all.
 */
export interface SentimentClassifier {
  /** What the model is made of, with every default filled in. */
  readonly options: ResolvedSentimentClassifierOptions;
  /** How many numbers the model learns. */
  readonly parameterCount: number;
  readonly vocabularySize: number;

  /** The trainable variables, in the order in which they are saved. They stay the model's. */
  variables(): readonly NamedVariable[];

  /**
   * The names of the variables layer by layer, from the embedding to the output (a hidden layer goes with the output):
   * the groups of gradual unfreezing and discriminative learning rates.
   */
  layers(): readonly (readonly string[])[];

  /**
   * The binary cross-entropy of a batch, in nats a row. Differentiable in the variables.
   *
   * @param batch ids `[batch, time]`, labels `[batch]`
   * @throws InvalidArgumentError if arrays and shape disagree, an id is not in the vocabulary, a label not within [0, 1]
   */
  loss(batch: LabelledBatch, context: ClassificationLossContext): ClassificationLoss;

  /**
   * The logarithm of the odds of each row being positive, for losses of one's own. Differentiable in the variables.
   *
   * @param inputs ids `[batch, time]`
   * @returns `[batch]`; the caller owns it
   * @throws InvalidArgumentError as `loss` does
   */
  logits(inputs: IdBatch, options?: ClassifierLogitsOptions): tf.Tensor1D;

  /**
   * How probably each row is positive, `[batch]`, from 0 to 1. A row without a position that counts gets what the model
   * thinks before reading. Reads the result synchronously, so the backend must be able to (webgpu is not).
   *
   * @throws InvalidArgumentError as `loss` does
   */
  classify(inputs: IdBatch): Float32Array;

  /**
   * How probably a text of a single word is positive, for every id of the vocabulary, `[vocabulary]`: what the model
   * thinks of words. Synchronous as `classify`.
   */
  wordProbabilities(): Float32Array;

  /** A table of layers, output shapes and parameters, in plain text. */
  summary(): string;

  /**
   * Writes `config.json` and `weights.safetensors`, which {@link loadModel} reads with `kind: 'sentiment-classifier'`.
   *
   * @example
   * await model.save(fileStore('runs/reviews'), { prefix: 'model' });
   */
  save(store: ArtifactStore, options?: SaveOptions): Promise<void>;

  /** Frees the variables. Nothing may be called afterwards. */
  dispose(): void;
}

/**
 * Makes a sentiment classifier with new weights, drawn as Keras draws them unless `initialization` says otherwise: embedding uniform within ±0.05 or given,
 * kernels Glorot uniform, recurrent kernels orthogonal, biases 0 but 1 for an LSTM's forget gate.
 *
 * Embedding → recurrent layers → the last layer's state behind the last valid position (of both directions side by
 * side), or what `pooling` asks for → a hidden layer with ReLU where asked for → one logit. Follows Géron, "Hands-On Machine Learning", 3rd edition,
 * chapter 16, and Raschka et al., "Machine Learning with PyTorch and Scikit-Learn", chapter 15. Embeddings of masked
 * positions get no gradient, as with `padding_idx` of PyTorch.
 *
 * @param random each weight draws from a fork of its own; `random` does not advance
 * @returns a model that owns its variables; free it with `dispose()`
 * @throws InvalidArgumentError if an option is unknown, out of range or at odds with another
 * @example
 * const model = sentimentClassifier(
 *   { vocabularySize: 1000, embedding: 128, cell: 'gru', units: [128], masking: 'from-ids' },
 *   new Random(42),
 * );
 * const [probability] = model.classify(idBatch([tokenizer.encode('not good')]));
 */
export function sentimentClassifier(options: SentimentClassifierOptions, random: Random): SentimentClassifier {
  const resolved = resolveSentimentClassifierOptions(options);
  const { embeddingWeights: given, initialization = 'keras' } = options;
  return sentimentClassifierFromNetwork(
    sentimentClassifierNetwork(resolved, (weight) =>
      weight.name === 'embedding' && given
        ? given.slice()
        : initialValues(resolved, weight, { initialization, random: random.fork(weight.name) }),
    ),
  );
}

/** A sentiment classifier over weights that exist; it owns them from here on. */
export function sentimentClassifierFromNetwork(network: SentimentClassifierNetwork): SentimentClassifier {
  const { options, variables } = network;
  const { vocabularySize } = options;
  const classify = (inputs: IdBatch): Float32Array => {
    assertIdBatch('inputs', inputs, vocabularySize);
    return tf.tidy(() => tf.sigmoid(forward(network, inputs, undefined)).dataSync<'float32'>());
  };
  return {
    options,
    vocabularySize,
    parameterCount: parameterCount(variables),
    variables: () => variables,
    layers: () => layerWeights(options).map((weights) => weights.map(({ name }) => name)),
    loss: (batch, context) => classificationLoss(network, batch, context),
    logits(inputs, logitsOptions = {}) {
      assertKnownOptions('logits', logitsOptions, ['dropoutRandom']);
      assertIdBatch('inputs', inputs, vocabularySize);
      return tf.tidy(() => forward(network, inputs, logitsOptions.dropoutRandom));
    },
    classify,
    wordProbabilities: () => wordProbabilities(vocabularySize, classify),
    summary: () => sentimentClassifierSummary(network),
    save: (store, saveOptions) => saveModel({ kind: 'sentiment-classifier', options, variables }, store, saveOptions),
    dispose() {
      for (const { variable } of variables) variable.dispose();
    },
  };
}
