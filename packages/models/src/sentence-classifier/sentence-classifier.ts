import type { ArtifactStore, Random } from '@refrain/core';
import { binaryCrossEntropy, dropoutFactors, linear } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { saveModel } from '../artifacts/save-model.js';
import type { SaveOptions } from '../artifacts/save-model.js';
import { assertLabels } from '../check-labels.js';
import type { NamedVariable } from '../named-variable.js';
import { makeNetwork } from '../network.js';
import type { Network, WeightValues } from '../network.js';
import type { ClassificationLoss, ClassificationLossContext } from '../sentiment-classifier/loss.js';
import { parameterCount, summaryTable } from '../summary-table.js';
import { tidyResult } from '../tidy-result.js';
import { denseKernel, zeroBias } from '../weight-specification.js';
import type { WeightSpecification } from '../weight-specification.js';
import { resolveSentenceClassifierOptions } from './options.js';
import type { ResolvedSentenceClassifierOptions, SentenceClassifierOptions } from './options.js';
import { assertSentenceVectors } from './sentence-vectors.js';
import type { LabelledVectors, SentenceVectors } from './sentence-vectors.js';

/** A classifier of sentences that an encoder has made vectors of: negative or positive. */
export interface SentenceClassifier {
  /** What the model is made of, with every default filled in. */
  readonly options: ResolvedSentenceClassifierOptions;
  /** How many numbers the model learns. */
  readonly parameterCount: number;

  /** The trainable variables, in the order in which they are saved. They stay the model's. */
  variables(): readonly NamedVariable[];

  /**
   * The binary cross-entropy of a batch, in nats a row. Differentiable in the variables.
   *
   * @param batch vectors `[batch, inputs]`, labels `[batch]`
   * @throws InvalidArgumentError if numbers and shape disagree, or a label is not within [0, 1]
   */
  loss(batch: LabelledVectors, context: ClassificationLossContext): ClassificationLoss;

  /**
   * How probably each sentence is positive, `[batch]`, from 0 to 1. Reads the result synchronously, so the backend must
   * be able to (webgpu is not).
   *
   * @throws InvalidArgumentError as `loss` does
   */
  classify(vectors: SentenceVectors): Float32Array;

  /** A table of layers, output shapes and parameters, in plain text. */
  summary(): string;

  /** Writes `config.json` and `weights.safetensors`, which {@link loadModel} reads with `kind: 'sentence-classifier'`. */
  save(store: ArtifactStore, options?: SaveOptions): Promise<void>;

  /** Frees the variables. Nothing may be called afterwards. */
  dispose(): void;
}

/**
 * Makes a classifier of sentence vectors with new weights, Glorot uniform as Keras draws them: vector → a hidden layer
 * with ReLU where asked for → one logit.
 *
 * With `hidden: 64` over the Universal Sentence Encoder (Cer et al., 2018) that of Géron, "Hands-On Machine Learning",
 * 3rd edition, chapter 16, but that the encoder stays as it is.
 *
 * @param random each weight draws from a fork of its own; `random` does not advance
 * @returns a model that owns its variables; free it with `dispose()`
 * @throws InvalidArgumentError if an option is unknown or out of range
 * @example
 * const model = sentenceClassifier({ inputs: 512, hidden: 64 }, new Random(42));
 * const [probability] = model.classify({ values: vectorOf('A gem.'), shape: [1, 512] });
 */
export function sentenceClassifier(options: SentenceClassifierOptions, random: Random): SentenceClassifier {
  const resolved = resolveSentenceClassifierOptions(options);
  return sentenceClassifierFromNetwork(
    sentenceClassifierNetwork(resolved, ({ name, shape, initialize }) => initialize(random.fork(name), shape)),
  );
}

type SentenceClassifierNetwork = Network<ResolvedSentenceClassifierOptions>;

/** Every weight, in the order in which it is saved. */
export function weightLayout({ inputs, hidden }: ResolvedSentenceClassifierOptions): readonly WeightSpecification[] {
  return [
    ...(hidden === undefined ? [] : [denseKernel('hidden.kernel', [inputs, hidden]), zeroBias('hidden.bias', hidden)]),
    denseKernel('output.kernel', [hidden ?? inputs, 1]),
    zeroBias('output.bias', 1),
  ];
}

/** Makes the variables from `values`, asked once a weight. */
export function sentenceClassifierNetwork(
  options: ResolvedSentenceClassifierOptions,
  values: WeightValues,
): SentenceClassifierNetwork {
  return makeNetwork(options, weightLayout(options), values);
}

/** A sentence classifier over weights that exist; it owns them from here on. */
export function sentenceClassifierFromNetwork(network: SentenceClassifierNetwork): SentenceClassifier {
  const { options, variables } = network;
  return {
    options,
    parameterCount: parameterCount(variables),
    variables: () => variables,
    loss({ inputs, labels }, { training, random }) {
      assertSentenceVectors('inputs', inputs, options.inputs);
      const [rows] = inputs.shape;
      assertLabels(labels, rows);
      return tidyResult(() => {
        const logits = forward(network, inputs, training ? random : undefined);
        const { mean, correct } = binaryCrossEntropy(logits, tf.tensor1d(Float32Array.from(labels)));
        return { mean, weight: rows, metrics: { accuracy: tf.div<tf.Scalar>(correct, rows) } };
      });
    },
    classify(vectors) {
      assertSentenceVectors('vectors', vectors, options.inputs);
      return tf.tidy(() => tf.sigmoid(forward(network, vectors, undefined)).dataSync<'float32'>());
    },
    summary: () =>
      summaryTable(variables, [
        ...(options.hidden === undefined
          ? []
          : [{ name: 'hidden (relu)', prefix: 'hidden.', shape: `[batch, ${options.hidden}]` }]),
        { name: 'output', prefix: 'output.', shape: '[batch]' },
      ]),
    save: (store, saveOptions) => saveModel({ kind: 'sentence-classifier', options, variables }, store, saveOptions),
    dispose() {
      for (const { variable } of variables) variable.dispose();
    },
  };
}

/** Vector → hidden layer → one logit a row, [batch]. Call it in a `tf.tidy`. */
function forward(
  { options, weight }: SentenceClassifierNetwork,
  { values, shape }: SentenceVectors,
  random: Random | undefined,
): tf.Tensor1D {
  const { hidden, dropout } = options;
  const dense = (input: tf.Tensor2D, name: string): tf.Tensor2D =>
    linear(input, weight(`${name}.kernel`) as tf.Tensor2D, weight(`${name}.bias`) as tf.Tensor1D);
  const drop = (input: tf.Tensor2D): tf.Tensor2D =>
    random === undefined || dropout === 0 ? input : tf.mul(input, dropoutFactors(random, input.shape, dropout));
  const input = drop(tf.tensor2d(values, [...shape]));
  const read = hidden === undefined ? input : drop(tf.relu(dense(input, 'hidden')));
  return tf.reshape(dense(read, 'output'), [shape[0]]);
}
