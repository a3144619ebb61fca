import type * as tf from '@tensorflow/tfjs-core';
import type { AttentionDecoderAttributes, AttentionDecoderInputName, CellKind } from '../kernels.js';
import type { RecurrentState } from '../recurrent/bidirectional.js';
import type { RecurrentWeights } from '../recurrent/types.js';

/** What {@link attentionDecoder} reads; none of it is disposed. */
export interface AttentionDecoderSequences {
  /** What the first layer reads at each position, such as the vectors of the target's ids: float32 [batch, time, inputUnits]. */
  readonly input: tf.Tensor3D;
  /** What attention mixes: float32 [batch, source, valueUnits]. */
  readonly values: tf.Tensor3D;
  /** What is compared with the queries, projected before: float32 [batch, source, keyUnits]. @default the values */
  readonly keys?: tf.Tensor3D;
  /** int32 or bool [batch, source]: 0 where a source position is padding, which gets no weight. @default all 1 */
  readonly mask?: tf.Tensor2D;
}

/** The weights of {@link attentionDecoder}. */
export interface AttentionDecoderWeights {
  /** First to last; the first layer's kernel has inputUnits + fedUnits rows, that of each other as many as the layer before has units. */
  readonly layers: readonly RecurrentWeights[];
  /** Projects the top layer's state to what is compared with the keys: float32 [units, keyUnits]. @default the state itself is */
  readonly queryKernel?: tf.Tensor2D;
  /** For the score `'additive'`: float32 [keyUnits]. @default ones */
  readonly scoreScale?: tf.Tensor1D;
  /** For the readout `'combined'`: float32 [units + valueUnits, readoutUnits]. */
  readonly readoutKernel?: tf.Tensor2D;
}

/** How queries and keys are compared inside the loop; `'general'` is `'dot'` with keys that were projected before. */
export const decoderScores = ['dot', 'scaled-dot', 'additive'] as const;

/** When a decoder looks at the source. */
export const attentionOrders = ['luong', 'bahdanau'] as const;

/** What a decoder gives at each position. */
export const decoderReadouts = ['hidden', 'context', 'concatenation', 'combined'] as const;

/** One of {@link attentionOrders}. */
export type AttentionOrder = (typeof attentionOrders)[number];

/** One of {@link decoderReadouts}. */
export type DecoderReadout = (typeof decoderReadouts)[number];

/** Options of {@link attentionDecoder}. */
export interface AttentionDecoderOptions {
  readonly cell: CellKind;
  /**
   * - `'luong'`: the layers read [input ; readout of the position before], then attention asks from the new state h
   *   (input feeding; Luong et al., 2015)
   * - `'bahdanau'`: attention asks from the state before, then the layers read [input ; its context c] (Bahdanau et al.,
   *   2015)
   */
  readonly order: AttentionOrder;
  /** How queries and keys are compared, as in `attention`; for `'general'` project the keys and take `'dot'`. */
  readonly score: (typeof decoderScores)[number];
  /**
   * What is given at each position, and in Luong's order fed back: c (`'context'`), [h ; c] (`'concatenation'`),
   * tanh([h ; c] · readoutKernel) (`'combined'`) or, in Bahdanau's order, h alone (`'hidden'`).
   */
  readonly readout: DecoderReadout;
  /** Where each layer starts. @default zeros */
  readonly initialStates?: readonly RecurrentState[];
  /** In Luong's order, what is fed at the first position: float32 [batch, readoutUnits]. @default zeros */
  readonly initialReadout?: tf.Tensor2D;
  /** float32 [batch, fedUnits]: factors of what is fed where it enters the first layer (dropout). @default all 1 */
  readonly feedMask?: tf.Tensor2D;
  /** Of each layer but the first, float32 [batch, width]: factors of what it reads (dropout). @default all 1 */
  readonly inputMasks?: readonly tf.Tensor2D[];
  /** Of each layer, float32 [batch, units]: factors of its state where it enters the recurrent product. @default all 1 */
  readonly recurrentMasks?: readonly tf.Tensor2D[];
  /** GRU only: where the reset gate acts, as in `gru`. @default true */
  readonly resetAfter?: boolean;
}

/** What {@link attentionDecoder} gives; the caller owns every tensor. */
export interface AttentionDecoderResult {
  /** float32 [batch, time, readoutUnits], without `feedMask`. */
  readonly readouts: tf.Tensor3D;
  /** Where the decoder looked: float32 [batch, time, source]; each row sums to 1, and is 0 where the mask is. */
  readonly weights: tf.Tensor3D;
  /** Of each layer, behind the last position. */
  readonly states: readonly RecurrentState[];
}

/** The tensors of one call by their kernel's names. */
export type AttentionDecoderTensors = { readonly [name in AttentionDecoderInputName]?: tf.Tensor };

/** One checked call, as the fused and the composed form take it. */
export interface AttentionDecoderCall extends Omit<AttentionDecoderAttributes, 'inputs' | 'saveForGradient'> {
  readonly tensors: AttentionDecoderTensors;
}
