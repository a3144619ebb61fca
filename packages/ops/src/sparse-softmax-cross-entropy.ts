import { assertKnownOptions, assertNonNegativeInteger, assertNumberWithin, InvalidArgumentError } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { asFloat } from './as-float.js';
import { assertIds, assertShape } from './assert-shape.js';
import { hasFusedKernel, registerFusedGradient, runFusedKernel } from './fused-kernel.js';
import { type SparseSoftmaxCrossEntropyAttributes, sparseSoftmaxCrossEntropyKernelName } from './kernels.js';
import { inPlainMemory } from './plain-memory.js';

/** Options of {@link sparseSoftmaxCrossEntropy}. */
export interface SparseSoftmaxCrossEntropyOptions {
  /** How much each target counts, of the targets' shape: a mask, or any weights; constants. @default all 1 */
  readonly weights?: tf.Tensor;
  /** Share of the target's probability that is spread evenly over all classes, within [0, 1]. @default 0 */
  readonly labelSmoothing?: number;
  /** Positions with this target have weight 0: padding. @default none */
  readonly ignoredId?: number;
}

/** What {@link sparseSoftmaxCrossEntropy} gives: scalars that the caller owns. */
export interface SparseSoftmaxCrossEntropyResult {
  /** Σ weight · loss / Σ weight in nats; 0 where all weights are 0. Differentiable in the logits. */
  readonly mean: tf.Scalar;
  /** Σ weight: what `mean` must be multiplied by when batches are averaged. */
  readonly weight: tf.Scalar;
  /** Σ weight where the largest logit is the target's (the first of equals counts as the largest). */
  readonly correct: tf.Scalar;
}

/**
 * Softmax cross-entropy from logits and ids, with the weighted accuracy, in one pass where the backend has it.
 *
 * @param logits float32 [..., classes]
 * @param targets int32 [...], each within [0, classes), or `ignoredId`, or of weight 0
 * @throws InvalidArgumentError for an unknown or impossible option, a shape that doesn't fit, or, where values can be
 *   read at no cost (not on a GPU), a target that is no class
 * @example
 * const { mean } = sparseSoftmaxCrossEntropy(tf.zeros([1, 4]), tf.tensor1d([2], 'int32'));   // log 4 nats
 */
export function sparseSoftmaxCrossEntropy(
  logits: tf.Tensor,
  targets: tf.Tensor,
  options: SparseSoftmaxCrossEntropyOptions = {},
): SparseSoftmaxCrossEntropyResult {
  assertKnownOptions('sparseSoftmaxCrossEntropy', options, ['weights', 'labelSmoothing', 'ignoredId']);
  const { weights, labelSmoothing = 0, ignoredId } = options;
  assertNumberWithin('labelSmoothing', labelSmoothing, { minimum: 0, maximum: 1 });
  if (ignoredId !== undefined) assertNonNegativeInteger('ignoredId', ignoredId);
  assertShape('logits', logits, [...targets.shape, -1]);
  assertIds('targets', targets);
  if (weights) assertShape('weights', weights, targets.shape);

  return tf.tidy(() => {
    const request: Request = {
      logits: tf.reshape(asFloat(logits), [targets.size, -1]),
      targets: tf.reshape(targets, [-1]),
      weights: weights && asFloat(tf.reshape(weights, [-1]) as tf.Tensor1D),
      labelSmoothing,
      ignoredId: ignoredId ?? -1,
    };
    const fused = hasFusedKernel(sparseSoftmaxCrossEntropyKernelName);
    const [mean, weight, correct] = fused ? fusedCrossEntropy(request) : composedCrossEntropy(request);
    return { mean: mean as tf.Scalar, weight: weight as tf.Scalar, correct: correct as tf.Scalar };
  });
}

interface Request extends Omit<SparseSoftmaxCrossEntropyAttributes, 'saveForGradient'> {
  readonly logits: tf.Tensor2D;
  readonly targets: tf.Tensor1D;
  readonly weights: tf.Tensor1D | undefined;
}

function fusedCrossEntropy({ logits, targets, weights, labelSmoothing, ignoredId }: Request): tf.Tensor[] {
  registerFusedGradient(sparseSoftmaxCrossEntropyKernelName, {
    outputsToSave: [false, false, false, true],
    gradients: ([meanGradient], [gradient]) => ({ 0: () => tf.mul(gradient!, meanGradient!) }),
  });
  const attributes: SparseSoftmaxCrossEntropyAttributes = {
    labelSmoothing,
    ignoredId,
    saveForGradient: tf.engine().isTapeOn(),
  };
  const inputs = weights ? [logits, targets, weights] : [logits, targets];
  return runFusedKernel(sparseSoftmaxCrossEntropyKernelName, inputs, attributes);
}

function composedCrossEntropy({ logits, targets, weights, labelSmoothing, ignoredId }: Request): tf.Tensor[] {
  const classes = logits.shape[1];
  if (inPlainMemory()) assertTargets(targets, { classes, weights, ignoredId });
  const counted = tf.cast(tf.notEqual(targets, ignoredId), 'float32');
  const effective = weights ? tf.mul(counted, weights) : counted;
  const weight = tf.sum(effective);
  const shares = tf.divNoNan(effective, weight);
  const isTarget = tf.equal(tf.expandDims(targets, 1), tf.range(0, classes, 1, 'int32'));

  const meanLoss = tf.customGrad((logProbabilities, save) => {
    const logs = logProbabilities as tf.Tensor2D;
    // Chosen, not multiplied by 0 and 1: a forbidden class has the log-probability -Infinity.
    const ofTarget = tf.sum(tf.where(isTarget, logs, tf.zerosLike(logs)), 1);
    const smoothed =
      labelSmoothing === 0
        ? ofTarget
        : tf.add(tf.mul(ofTarget, 1 - labelSmoothing), tf.mul(tf.mean(logs, 1), labelSmoothing));
    (save as tf.GradSaveFunc)([isTarget, shares]);
    return {
      // Not neg, which would make -0 of the mean over nothing.
      value: tf.sub(0, tf.sum(tf.mul(shares, smoothed))),
      gradFunc: (gradient: tf.Tensor, [chosen, rowShares]: tf.Tensor[]) => {
        const wanted = tf.add(tf.mul(tf.cast(chosen!, 'float32'), 1 - labelSmoothing), labelSmoothing / classes);
        return tf.mul(wanted, tf.mul(tf.expandDims(rowShares!, 1), tf.neg(gradient)));
      },
    };
  });
  const hits = tf.cast(tf.equal(tf.argMax(logits, 1), targets), 'float32');
  return [meanLoss(tf.logSoftmax(logits)), weight, tf.sum(tf.mul(effective, hits))];
}

/** Throws for a target that counts and is no class. */
function assertTargets(
  targets: tf.Tensor1D,
  { classes, weights, ignoredId }: { classes: number; weights: tf.Tensor1D | undefined; ignoredId: number },
): void {
  const counts = weights?.dataSync();
  targets.dataSync().forEach((target, row) => {
    const isCounted = target !== ignoredId && counts?.[row] !== 0;
    if (!isCounted || (target >= 0 && target < classes)) return;
    throw new InvalidArgumentError({
      argument: 'targets',
      value: target,
      message:
        `targets must be integers from 0 to ${classes - 1}; received ${target} in row ${row}. ` +
        'Give padding the weight 0, or name its id as ignoredId.',
    });
  });
}
