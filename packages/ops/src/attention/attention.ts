import { assertKnownOptions, assertOneOf, refuse } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { asFloat } from '../as-float.js';
import { assertShape } from '../assert-shape.js';
import { linear } from '../linear.js';
import { additiveScores } from './additive-scores.js';
import { maskedSoftmax } from './masked-softmax.js';

/** How well a query q and a key k fit, before the softmax over the source. */
export const attentionScores = ['dot', 'scaled-dot', 'general', 'additive'] as const;

/** One of {@link attentionScores}. */
export type AttentionScore = (typeof attentionScores)[number];

/** What {@link attention} reads; none of it is disposed. */
export interface AttentionSequences {
  /** Who asks: float32 [batch, target, units]. */
  readonly queries: tf.Tensor3D;
  /** What is mixed: float32 [batch, source, valueUnits]. */
  readonly values: tf.Tensor3D;
  /** What is compared with the queries: float32 [batch, source, keyUnits]. @default the values */
  readonly keys?: tf.Tensor3D;
  /** int32 or bool [batch, source]: 0 where a source position is padding, which gets no weight. @default all 1 */
  readonly mask?: tf.Tensor2D;
}

/** Options of {@link attention}. */
export interface AttentionOptions {
  /**
   * - `'dot'`: q · k (Luong et al., 2015; Keras's `Attention`)
   * - `'scaled-dot'`: `scale` · (q · k)
   * - `'general'`: q · (k · `kernel`) (Luong et al., 2015)
   * - `'additive'`: Σ `scale` ⊙ tanh(q + k) (Bahdanau et al., 2015; Keras's `AdditiveAttention`), of queries and keys
   *   that were projected before, by {@link linear}
   */
  readonly score: AttentionScore;
  /**
   * For `'scaled-dot'` a number [], by default 1 / √units (Vaswani et al., 2017); for `'additive'` a vector [units], by
   * default ones. Learnt where it is a variable.
   */
  readonly scale?: tf.Tensor;
  /** For `'general'`: float32 [keyUnits, units]. */
  readonly kernel?: tf.Tensor2D;
}

/** What {@link attention} gives; the caller owns both tensors. */
export interface AttentionResult {
  /** The mean of the values by weight: float32 [batch, target, valueUnits]. */
  readonly context: tf.Tensor3D;
  /** Where each query looked: float32 [batch, target, source]; each row sums to 1, and is 0 where the mask is. */
  readonly weights: tf.Tensor3D;
}

/**
 * Looks, for every query, at the positions of a source: all queries at once.
 *
 * Differentiable in queries, keys, values, `scale` and `kernel`; the mask is a constant. A row whose mask is all 0 gets
 * weights that sum to 1 all the same, so that nothing becomes NaN. Follows Luong, Pham and Manning, "Effective Approaches
 * to Attention-based Neural Machine Translation", 2015, and Bahdanau, Cho and Bengio, "Neural Machine Translation by
 * Jointly Learning to Align and Translate", 2015.
 *
 * @throws InvalidArgumentError for an unknown option, one that the score doesn't use, or a shape that doesn't fit
 * @example
 * const { weights } = attention(
 *   { queries: tf.tensor3d([[[1, 0]]]), values: tf.tensor3d([[[9, 0], [0, 9]]]) },
 *   { score: 'dot' },
 * );   // [[[0.9999, 0.0001]]]
 */
export function attention(sequences: AttentionSequences, options: AttentionOptions): AttentionResult {
  assertKnownOptions('the first argument of attention', sequences, ['queries', 'values', 'keys', 'mask']);
  checkOptions(options);
  return tf.tidy(() => {
    const { queries, values, mask } = sequences;
    assertShape('queries', queries, [-1, -1, -1]);
    const [batch, target] = queries.shape;
    assertShape('values', values, [batch, -1, -1]);
    const source = values.shape[1];
    const keys = projectedKeys({ ...sequences, keys: sequences.keys ?? values }, options);
    if (mask) assertShape('mask', mask, [batch, source]);
    const scores = scoresOf({ queries: asFloat(queries), keys }, options);
    const weights = maskedSoftmax(scores, mask && repeatedMask(mask, target));
    return { context: tf.matMul(weights, asFloat(values)), weights } as AttentionResult & tf.TensorContainerObject;
  }) as AttentionResult;
}

/** The keys as they are compared with the queries, checked: [batch, source, units]. */
function projectedKeys(
  { queries, values, keys }: AttentionSequences & { keys: tf.Tensor3D },
  { score, kernel }: AttentionOptions,
): tf.Tensor3D {
  const [batch, , units] = queries.shape;
  const source = values.shape[1];
  if (score !== 'general') {
    assertShape('keys', keys, [batch, source, units]);
    return asFloat(keys);
  }
  assertShape('keys', keys, [batch, source, -1]);
  assertShape('kernel', kernel!, [keys.shape[2], units]);
  return linear(keys, kernel!);
}

function scoresOf(
  { queries, keys }: { queries: tf.Tensor3D; keys: tf.Tensor3D },
  { score, scale }: AttentionOptions,
): tf.Tensor3D {
  const units = queries.shape[2];
  if (score === 'additive') {
    if (scale) assertShape('scale', scale, [units]);
    return additiveScores({ queries, keys, scale: (scale as tf.Tensor1D | undefined) ?? tf.ones([units]) });
  }
  const products = tf.matMul<tf.Tensor3D>(queries, keys, false, true);
  if (score !== 'scaled-dot') return products;
  if (scale) assertShape('scale', scale, []);
  return tf.mul(products, scale ?? 1 / Math.sqrt(units));
}

/** The mask of each row once for each of its queries, [batch, target, source]: equal shapes are fast on every backend. */
function repeatedMask(mask: tf.Tensor2D, target: number): tf.Tensor3D {
  const [batch, source] = mask.shape;
  const rows = Int32Array.from({ length: batch * target }, (_, position) => Math.floor(position / target));
  const repeated = tf.gather(tf.cast(mask, 'float32'), tf.tensor1d(rows, 'int32'));
  return tf.reshape(repeated, [batch, target, source]);
}

function checkOptions(options: AttentionOptions): void {
  assertKnownOptions('attention', options, ['score', 'scale', 'kernel']);
  const { score, scale, kernel } = options;
  assertOneOf('score', score, attentionScores);
  if (scale !== undefined && score !== 'scaled-dot' && score !== 'additive') {
    refuse('scale', scale, {
      expected: `left out for the score '${score}'`,
      remedy: "Only 'scaled-dot' and 'additive' have one.",
    });
  }
  if (kernel !== undefined && score !== 'general') {
    refuse('kernel', kernel, {
      expected: `left out for the score '${score}'`,
      remedy: "Only 'general' has one; project queries and keys with linear().",
    });
  }
  if (kernel === undefined && score === 'general') {
    refuse('kernel', kernel, { expected: "a tensor [keyUnits, units] for the score 'general'" });
  }
}
