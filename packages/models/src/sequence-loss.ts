import type { IdBatch, Random, SequenceBatch } from '@refrain/core';
import { sparseSoftmaxCrossEntropy } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { tidyResult } from './tidy-result.js';
import { assertIdBatch, assertIds } from './check-batch.js';
import type { LogitsOptions, SequenceLogits } from './char-rnn/forward.js';

/** How a batch's loss is to be computed. */
export interface LossContext {
  /** Whether dropout acts. */
  readonly training: boolean;
  /** Draws the dropout masks of this batch, and so advances; not touched without dropout. */
  readonly random: Random;
  /** The final states of the batch before, for a batch that goes on from it. Stays the caller's. */
  readonly carry?: readonly tf.Tensor[];
}

/** A batch's loss. The caller owns every tensor; as ever, a surrounding `tf.tidy` frees what it does not keep. */
export interface SequenceLoss {
  /** Cross-entropy in nats a token, over the positions that count; 0 where none does. */
  readonly mean: tf.Scalar;
  /** How many positions count. */
  readonly weight: number;
  readonly metrics: {
    /** Share of the positions that count whose most probable id is the target. */
    readonly accuracy: tf.Scalar;
  };
  /** The states behind the last position, each `[batch, units]`: one a layer, for an LSTM two (hidden, cell). */
  readonly carry: readonly tf.Tensor[];
}

/** What predicts: the size of its vocabulary, and its predictions at every position. */
export interface SequenceModel {
  readonly vocabularySize: number;
  forward(inputs: IdBatch, options: LogitsOptions): SequenceLogits;
}

/** Cross-entropy of the ids that follow, over the positions whose mask is not 0. */
export function sequenceLoss(
  { inputs, targets }: SequenceBatch,
  { training, random, carry: initial }: LossContext,
  { vocabularySize, forward }: SequenceModel,
): SequenceLoss {
  assertIdBatch('inputs', inputs, vocabularySize);
  assertIds('targets', targets, { shape: inputs.shape, vocabularySize });
  const shape: [number, number] = [...inputs.shape];
  const weight = countOfOnes(inputs.mask);
  return tidyResult(() => {
    const { logits, carry } = forward(inputs, { carry: initial, dropoutRandom: training ? random : undefined });
    const { mean, correct } = sparseSoftmaxCrossEntropy(logits, tf.tensor2d(targets, shape, 'int32'), {
      weights: weight < inputs.mask.length ? tf.tensor2d(Float32Array.from(inputs.mask), shape) : undefined,
    });
    const accuracy = tf.div<tf.Scalar>(correct, Math.max(weight, 1));
    return { mean, weight, metrics: { accuracy }, carry };
  });
}

function countOfOnes(mask: Uint8Array): number {
  let count = 0;
  for (let position = 0; position < mask.length; position++) count += mask[position]!;
  return count;
}
