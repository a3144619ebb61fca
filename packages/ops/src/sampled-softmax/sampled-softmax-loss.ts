import { assertKnownOptions, InvalidArgumentError } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { asFloat } from '../as-float.js';
import { assertIds, assertShape } from '../assert-shape.js';
import { embedding } from '../embedding.js';
import { sparseSoftmaxCrossEntropy } from '../sparse-softmax-cross-entropy.js';
import type { SampledCandidates } from './log-uniform-candidates.js';

/** What {@link sampledSoftmaxLoss} compares; none of it is disposed. */
export interface SampledSoftmaxInputs {
  /** What the output layer would read: float32 [..., units]. */
  readonly inputs: tf.Tensor;
  /** int32 [...], each within [0, classes). */
  readonly targets: tf.Tensor;
  /** The output layer's kernel, a row a class, as an embedding has it: float32 [classes, units]. */
  readonly kernel: tf.Tensor2D;
  /** float32 [classes]. @default zeros */
  readonly bias?: tf.Tensor1D;
}

/** Options of {@link sampledSoftmaxLoss}. */
export interface SampledSoftmaxOptions {
  /** The classes to tell the targets from, such as `logUniformCandidates` gives; others each step. */
  readonly candidates: SampledCandidates;
  /** How much each target counts, of the targets' shape: a mask, or any weights; constants. @default all 1 */
  readonly weights?: tf.Tensor;
  /** Whether a candidate that is a position's own target is left out there. @default true */
  readonly removeAccidentalHits?: boolean;
}

/** What {@link sampledSoftmaxLoss} gives: scalars that the caller owns. */
export interface SampledSoftmaxResult {
  /** Σ weight · loss / Σ weight in nats; 0 where all weights are 0. Differentiable in inputs, kernel and bias. */
  readonly mean: tf.Scalar;
  /** Σ weight: what `mean` must be multiplied by when batches are averaged. */
  readonly weight: tf.Scalar;
}

/** What a candidate loses that is the target itself: as much as float32 can say. */
const accidentalHit = 3.4028234663852886e38;

/**
 * The softmax cross-entropy of the targets among a sample of the classes: the cost of a step grows with the sample and
 * not with the vocabulary.
 *
 * Each logit is lowered by the logarithm of how often its class was to be expected, so that on the whole the gradient is
 * that of the full softmax. For training only: in evaluation use {@link sparseSoftmaxCrossEntropy} over all classes.
 * Follows Jean et al., "On Using Very Large Target Vocabulary for Neural Machine Translation", 2015, in the form of
 * TensorFlow's `sampled_softmax_loss`.
 *
 * @throws InvalidArgumentError for an unknown option, a shape that doesn't fit, or a target that is no class
 * @example
 * const candidates = logUniformCandidates(random, { count: 64, classes: 10_000 });
 * const { mean } = sampledSoftmaxLoss({ inputs, targets, kernel, bias }, { candidates });
 */
export function sampledSoftmaxLoss(inputs: SampledSoftmaxInputs, options: SampledSoftmaxOptions): SampledSoftmaxResult {
  assertKnownOptions('the first argument of sampledSoftmaxLoss', inputs, ['inputs', 'targets', 'kernel', 'bias']);
  assertKnownOptions('sampledSoftmaxLoss', options, ['candidates', 'weights', 'removeAccidentalHits']);
  const { targets, kernel, bias } = inputs;
  assertShape('kernel', kernel, [-1, -1]);
  const [classes, units] = kernel.shape;
  assertIds('targets', targets);
  assertShape('inputs', inputs.inputs, [...targets.shape, units]);
  if (bias) assertShape('bias', bias, [classes]);
  const ids = targets.dataSync<'int32'>();
  assertClasses('targets', ids, classes);
  assertClasses('candidates', options.candidates.ids, classes);

  return tf.tidy(() => {
    const rows = tf.reshape(asFloat(inputs.inputs), [ids.length, units]) as tf.Tensor2D;
    const logits = tf.add(logitsOf(rows, { ids, kernel, bias }, options.candidates.ids), corrections(ids, options));
    const ofTarget = tf.zeros([ids.length], 'int32');
    const { mean, weight } = sparseSoftmaxCrossEntropy(logits, ofTarget, {
      weights: options.weights && tf.reshape(options.weights, [ids.length]),
    });
    return { mean, weight };
  });
}

interface Layer {
  /** The targets. */
  readonly ids: Int32Array;
  readonly kernel: tf.Tensor2D;
  readonly bias: tf.Tensor1D | undefined;
}

/** Of each row the logit of its target, then those of the candidates: [rows, 1 + candidates]. */
function logitsOf(rows: tf.Tensor2D, { ids, kernel, bias }: Layer, candidates: Int32Array): tf.Tensor2D {
  const sizes = [ids.length, candidates.length];
  const asked = tf.tensor2d([...ids, ...candidates], [1, ids.length + candidates.length], 'int32');
  const parts = (table: tf.Tensor2D): [tf.Tensor2D, tf.Tensor2D] =>
    tf.split(tf.squeeze<tf.Tensor2D>(embedding(asked, table), [0]), sizes, 0) as [tf.Tensor2D, tf.Tensor2D];
  const [ofTargets, ofCandidates] = parts(kernel);
  const trueLogits = tf.sum(tf.mul(rows, ofTargets), 1, true) as tf.Tensor2D;
  const sampledLogits = tf.matMul<tf.Tensor2D>(rows, ofCandidates, false, true);
  if (!bias) return tf.concat([trueLogits, sampledLogits], 1);
  const [targetBias, candidateBias] = parts(tf.reshape(bias, [-1, 1]));
  // The candidates' bias is repeated by a product with ones: what broadcasts is slow on some backends.
  const repeated = tf.matMul<tf.Tensor2D>(tf.ones([ids.length, 1]), candidateBias, false, true);
  return tf.concat([tf.add<tf.Tensor2D>(trueLogits, targetBias), tf.add<tf.Tensor2D>(sampledLogits, repeated)], 1);
}

/** What is added to the logits: -log(expected count), and for a candidate that is the row's target as good as -Infinity. */
function corrections(
  targets: Int32Array,
  { candidates, removeAccidentalHits = true }: SampledSoftmaxOptions,
): tf.Tensor2D {
  const columns = 1 + candidates.ids.length;
  const values = new Float32Array(targets.length * columns);
  const ofCandidates = Float64Array.from(candidates.ids, (id) => -Math.log(candidates.expectedCount(id)));
  targets.forEach((target, row) => {
    values[row * columns] = -Math.log(candidates.expectedCount(target));
    values.set(ofCandidates, row * columns + 1);
    if (!removeAccidentalHits) return;
    candidates.ids.forEach((id, place) => {
      if (id === target) values[row * columns + 1 + place] = -accidentalHit;
    });
  });
  return tf.tensor2d(values, [targets.length, columns]);
}

function assertClasses(argument: string, ids: Int32Array, classes: number): void {
  ids.forEach((id, place) => {
    if (id >= 0 && id < classes) return;
    throw new InvalidArgumentError({
      argument,
      value: id,
      message: `${argument} must be classes from 0 to ${classes - 1}; received ${id} at ${place}. Give padding any class, and the weight 0.`,
    });
  });
}
