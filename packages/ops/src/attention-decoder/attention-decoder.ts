import * as tf from '@tensorflow/tfjs-core';
import { asFloat } from '../as-float.js';
import { hasFusedKernel } from '../fused-kernel.js';
import { attentionDecoderKernelName } from '../kernels.js';
import type { RecurrentState } from '../recurrent/bidirectional.js';
import { checkNames, checkShapes } from './check.js';
import { composedAttentionDecoder } from './composed.js';
import { fusedAttentionDecoder } from './fused.js';
import type {
  AttentionDecoderOptions,
  AttentionDecoderResult,
  AttentionDecoderSequences,
  AttentionDecoderTensors,
  AttentionDecoderWeights,
} from './types.js';

/**
 * Runs a decoder with attention inside its loop over time: one fused kernel where the backend has it, composed elsewhere.
 *
 * For decoders whose layers read what attention found, so that it can't run for all positions at once: after the layers,
 * with the readout fed back (Luong, Pham and Manning, "Effective Approaches to Attention-based Neural Machine
 * Translation", 2015), or before them, with the context read at once (Bahdanau, Cho and Bengio, "Neural Machine
 * Translation by Jointly Learning to Align and Translate", 2015). Where nothing is fed, `gru` and then `attention` do the
 * same for all positions. Cells are those of `gru`, `lstm` and `simpleRnn`, weights in Keras's layout. Differentiable in
 * all sequences, weights and initial states; masks are constants. Padding belongs behind a row's last position, where it
 * changes nothing before it.
 *
 * @param sequences input [batch, time, inputUnits], values and keys [batch, source, …]; not disposed, like all tensors given
 * @returns readouts [batch, time, readoutUnits], weights [batch, time, source] and states; the caller's own
 * @throws InvalidArgumentError for an unknown option, one that would do nothing, or a shape that doesn't fit
 * @example
 * const layer = { kernel: tf.ones([3 + 4, 6]), recurrentKernel: tf.ones([2, 6]) };   // reads [3 ; 4], a GRU of 2
 * const { readouts, weights } = attentionDecoder(
 *   { input: tf.ones([1, 5, 3]), values: tf.ones([1, 7, 2]) },
 *   { layers: [layer] },
 *   { cell: 'gru', order: 'luong', score: 'dot', readout: 'concatenation' },
 * );   // readouts [1, 5, 4], weights [1, 5, 7]
 */
export function attentionDecoder(
  sequences: AttentionDecoderSequences,
  weights: AttentionDecoderWeights,
  options: AttentionDecoderOptions,
): AttentionDecoderResult {
  checkNames(sequences, weights, options);
  const { cell, order, readout, score, resetAfter = cell === 'gru' } = options;
  return tf.tidy(() => {
    const tensors = tensorsOf(sequences, weights, options);
    const scoreFactor = score === 'scaled-dot' ? 1 / Math.sqrt(tensors.keys!.shape[2]!) : 1;
    const call = { tensors, cell, resetAfter, layers: weights.layers.length, order, readout, scoreFactor };
    checkShapes(call);
    const [readouts, looked, ...states] = hasFusedKernel(attentionDecoderKernelName)
      ? fusedAttentionDecoder(call)
      : composedAttentionDecoder(call);
    return { readouts, weights: looked, states: statesOf(states, cell) } as unknown as tf.TensorContainer;
  }) as unknown as AttentionDecoderResult;
}

/** The tensors by their kernel's names; what isn't there has no name. */
function tensorsOf(
  { input, values, keys, mask }: AttentionDecoderSequences,
  { layers, queryKernel, scoreScale, readoutKernel }: AttentionDecoderWeights,
  options: AttentionDecoderOptions,
): AttentionDecoderTensors {
  const { score, initialStates, initialReadout, feedMask, inputMasks, recurrentMasks } = options;
  const mixed = asFloat(values);
  const compared = keys ? asFloat(keys) : mixed;
  const given: Record<string, tf.Tensor | undefined> = {
    input: asFloat(input),
    values: mixed,
    keys: compared,
    sourceMask: mask && tf.cast(mask, 'int32'),
    queryKernel,
    scoreScale: scoreScale ?? (score === 'additive' ? tf.ones([compared.shape[2]!]) : undefined),
    readoutKernel,
    initialReadout: initialReadout && asFloat(initialReadout),
    feedMask: feedMask && asFloat(feedMask),
  };
  layers.forEach(({ kernel, recurrentKernel, bias }, layer) => {
    const initial = initialStates?.[layer];
    const ofLayer = {
      kernel,
      recurrentKernel,
      bias,
      initialState: initial && asFloat(initial.state),
      initialCell: initial?.cell && asFloat(initial.cell),
      inputMask: layer === 0 ? undefined : inputMasks?.[layer - 1],
      recurrentMask: recurrentMasks?.[layer],
    };
    for (const [name, tensor] of Object.entries(ofLayer)) given[`${layer}.${name}`] = tensor;
  });
  return Object.fromEntries(Object.entries(given).filter(([, tensor]) => tensor !== undefined));
}

function statesOf(states: readonly tf.Tensor[], cell: AttentionDecoderOptions['cell']): RecurrentState[] {
  if (cell !== 'lstm') return states.map((state) => ({ state: state as tf.Tensor2D }));
  return Array.from({ length: states.length / 2 }, (_, layer) => ({
    state: states[2 * layer] as tf.Tensor2D,
    cell: states[2 * layer + 1] as tf.Tensor2D,
  }));
}
