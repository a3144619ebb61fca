import * as tf from '@tensorflow/tfjs-core';
import { registerFusedGradient, runFusedKernel } from '../fused-kernel.js';
import type { PositionalGradients } from '../fused-kernel.js';
import {
  type AttentionDecoderAttributes,
  attentionDecoderGradientKernelName,
  type AttentionDecoderInputName,
  attentionDecoderKernelName,
  isDifferentiableDecoderInput,
} from '../kernels.js';
import type { AttentionDecoderCall } from './types.js';

/** The whole loop as one kernel of the backend in use; its gradient is one kernel too. */
export function fusedAttentionDecoder({ tensors, ...settings }: AttentionDecoderCall): tf.Tensor[] {
  registerFusedGradient(attentionDecoderKernelName, { saveAllInputs: true, outputsToSave: [true], gradients });
  const inputs = Object.keys(tensors) as AttentionDecoderInputName[];
  const attributes: AttentionDecoderAttributes = { ...settings, inputs, saveForGradient: tf.engine().isTapeOn() };
  return runFusedKernel(
    attentionDecoderKernelName,
    inputs.map((name) => tensors[name]!),
    attributes,
  );
}

function gradients(
  outputGradients: readonly tf.Tensor[],
  saved: readonly tf.Tensor[],
  attributes: tf.NamedAttrMap,
): PositionalGradients {
  const { inputs } = attributes as unknown as AttentionDecoderAttributes;
  const results = runFusedKernel(attentionDecoderGradientKernelName, [...saved, ...outputGradients], attributes);
  const positions = [...inputs.keys()].filter((position) => isDifferentiableDecoderInput(inputs[position]!));
  return Object.fromEntries(positions.map((position, order) => [position, () => results[order]!]));
}
