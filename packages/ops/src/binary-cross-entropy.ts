import { assertKnownOptions, assertNumberWithin, refuse } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { asFloat } from './as-float.js';
import { assertShape } from './assert-shape.js';
import { inPlainMemory } from './plain-memory.js';

/** Options of {@link binaryCrossEntropy}. */
export interface BinaryCrossEntropyOptions {
  /** How much each example counts, of the labels' shape: a mask, or any weights; constants. @default all 1 */
  readonly weights?: tf.Tensor;
  /** How far labels are moved towards one half: 1 makes all of them one half, within [0, 1]. @default 0 */
  readonly labelSmoothing?: number;
}

/** What {@link binaryCrossEntropy} gives: scalars that the caller owns. */
export interface BinaryCrossEntropyResult {
  /** Σ weight · loss / Σ weight in nats; 0 where all weights are 0. Differentiable in the logits. */
  readonly mean: tf.Scalar;
  /** Σ weight: what `mean` must be multiplied by when batches are averaged. */
  readonly weight: tf.Scalar;
  /** Σ weight where the probability is above one half exactly where the label is. */
  readonly correct: tf.Scalar;
}

/**
 * Cross-entropy of two classes from logits, with the weighted accuracy: the loss of a single sigmoid unit.
 *
 * Computed as max(x, 0) - x · label + log(1 + e^-|x|), which neither overflows nor loses a confident mistake, as
 * TensorFlow's `sigmoid_cross_entropy_with_logits`. A probability of exactly one half counts as negative, as in Keras.
 *
 * @param logits float32, of any shape: the probability of the class 1 is 1 / (1 + e^-logit)
 * @param labels of the same shape, each from 0 to 1; of any type; constants
 * @throws InvalidArgumentError for an unknown or impossible option, a shape that doesn't fit, or, where values can be
 *   read at no cost (not on a GPU), a label outside [0, 1]
 * @example
 * const { mean } = binaryCrossEntropy(tf.zeros([2]), tf.tensor1d([0, 1]));   // log 2 nats
 */
export function binaryCrossEntropy(
  logits: tf.Tensor,
  labels: tf.Tensor,
  options: BinaryCrossEntropyOptions = {},
): BinaryCrossEntropyResult {
  assertKnownOptions('binaryCrossEntropy', options, ['weights', 'labelSmoothing']);
  const { weights, labelSmoothing = 0 } = options;
  assertNumberWithin('labelSmoothing', labelSmoothing, { minimum: 0, maximum: 1 });
  assertShape('logits', logits, labels.shape);
  if (weights) assertShape('weights', weights, labels.shape);
  if (inPlainMemory()) assertLabels(labels);

  return tf.tidy(() => {
    const hard = asFloat(labels);
    const wanted = labelSmoothing === 0 ? hard : tf.add(tf.mul(hard, 1 - labelSmoothing), labelSmoothing / 2);
    const effective = weights ? asFloat(weights) : tf.onesLike(hard);
    const weight = tf.sum<tf.Scalar>(effective);
    const mean = meanLoss(asFloat(logits), wanted, tf.divNoNan(effective, weight));
    const hits = tf.equal(tf.greater(logits, 0), tf.greater(hard, 0.5));
    return { mean, weight, correct: tf.sum<tf.Scalar>(tf.mul(effective, tf.cast(hits, 'float32'))) };
  });
}

/** Σ share · loss; its gradient share · (probability - label) is written out, so that it is safe where the loss is. */
function meanLoss(logits: tf.Tensor, labels: tf.Tensor, shares: tf.Tensor): tf.Scalar {
  const loss = tf.customGrad((x, save) => {
    const scores = x as tf.Tensor;
    const tail = tf.log1p(tf.exp(tf.neg(tf.abs(scores))));
    const each = tf.add(tf.sub(tf.relu(scores), tf.mul(scores, labels)), tail);
    (save as tf.GradSaveFunc)([scores, labels, shares]);
    return {
      value: tf.sum(tf.mul(shares, each)),
      gradFunc: (gradient: tf.Tensor, [saved, targets, parts]: tf.Tensor[]) =>
        tf.mul(tf.mul(tf.sub(tf.sigmoid(saved!), targets!), parts!), gradient),
    };
  });
  return loss(logits) as tf.Scalar;
}

function assertLabels(labels: tf.Tensor): void {
  labels.dataSync().forEach((label, position) => {
    if (label >= 0 && label <= 1) return;
    refuse(`labels[${position}]`, label, { expected: 'a number from 0 to 1' });
  });
}
