import * as tf from '@tensorflow/tfjs-core';
import { registerFusedGradient, runFusedKernel } from '../fused-kernel.js';
import {
  differentiableInputs,
  recurrentGradientKernelName,
  recurrentKernelName,
  type RecurrentAttributes,
  type RecurrentInputName,
} from '../kernels.js';
import type { RecurrentCall, RecurrentCallResult } from './types.js';

/** The order in which inputs go to the kernel. */
const inputOrder: readonly RecurrentInputName[] = [
  'input',
  'ids',
  'table',
  'inputScale',
  'kernel',
  'recurrentKernel',
  'bias',
  'initialState',
  'initialCell',
  'mask',
  'recurrentMask',
];

/** One recurrent layer as one kernel of the backend in use; its gradient is one kernel too. */
export function fusedRecurrent({ tensors, ...settings }: RecurrentCall): RecurrentCallResult {
  registerFusedGradient(recurrentKernelName, { saveAllInputs: true, outputsToSave: [true], gradients });
  const inputs = inputOrder.filter((name) => tensors[name] !== undefined);
  const attributes: RecurrentAttributes = { ...settings, inputs, saveForGradient: tf.engine().isTapeOn() };
  const [outputs, state, cell] = runFusedKernel(
    recurrentKernelName,
    inputs.map((name) => tensors[name]!),
    attributes,
  );
  return {
    ...(settings.returnOutputs && { outputs: outputs as tf.Tensor3D }),
    state: state as tf.Tensor2D,
    ...(cell && { cell: cell as tf.Tensor2D }),
  };
}

function gradients(
  outputGradients: readonly tf.Tensor[],
  saved: readonly tf.Tensor[],
  attributes: tf.NamedAttrMap,
): Record<number, () => tf.Tensor> {
  const { inputs } = attributes as unknown as RecurrentAttributes;
  const results = runFusedKernel(recurrentGradientKernelName, [...saved, ...outputGradients], attributes);
  const positions = [...inputs.keys()].filter((position) => differentiableInputs.has(inputs[position]!));
  return Object.fromEntries(positions.map((position, order) => [position, () => results[order]!]));
}
