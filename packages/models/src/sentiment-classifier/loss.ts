import type { LabelledBatch, Random } from '@refrain/core';
import { binaryCrossEntropy } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { assertIdBatch } from '../check-batch.js';
import { assertLabels } from '../check-labels.js';
import { tidyResult } from '../tidy-result.js';
import { forward } from './forward.js';
import type { SentimentClassifierNetwork } from './network.js';

/** How a batch's loss is to be computed. */
export interface ClassificationLossContext {
  /** Whether dropout acts. */
  readonly training: boolean;
  /** Draws the dropout masks of this batch, and so advances; not touched without dropout. */
  readonly random: Random;
}

/** A batch's loss. The caller owns every tensor; as ever, a surrounding `tf.tidy` frees what it does not keep. */
export interface ClassificationLoss {
  /** Binary cross-entropy in nats a row. */
  readonly mean: tf.Scalar;
  /** How many rows there are. */
  readonly weight: number;
  readonly metrics: {
    /** Share of the rows whose probability is above one half exactly where their label is. */
    readonly accuracy: tf.Scalar;
  };
}

/** Cross-entropy of the labels. */
export function classificationLoss(
  network: SentimentClassifierNetwork,
  { inputs, labels }: LabelledBatch,
  { training, random }: ClassificationLossContext,
): ClassificationLoss {
  assertIdBatch('inputs', inputs, network.options.vocabularySize);
  const [rows] = inputs.shape;
  assertLabels(labels, rows);
  return tidyResult(() => {
    const logits = forward(network, inputs, training ? random : undefined);
    const { mean, correct } = binaryCrossEntropy(logits, tf.tensor1d(Float32Array.from(labels)));
    return { mean, weight: rows, metrics: { accuracy: tf.div<tf.Scalar>(correct, rows) } };
  });
}
