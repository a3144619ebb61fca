import type { TensorInfo } from '@tensorflow/tfjs-core';
import { recurrentGradientKernelName, recurrentKernelName, type RecurrentAttributes } from '@refrain/ops';
import type { KernelTable } from '../kernel-table.js';
import { recurrentBackward } from './backward.js';
import { recurrentForward } from './forward.js';
import { tensorsByName } from './geometry.js';

/** The fused recurrent kernels of `@refrain/ops`. */
export const recurrentKernels: KernelTable = {
  [recurrentKernelName]: ({ inputs, backend, attrs }) => {
    const attributes = attrs as unknown as RecurrentAttributes;
    return recurrentForward(backend, tensorsByName(inputs, attributes), attributes);
  },
  [recurrentGradientKernelName]: ({ inputs, backend, attrs }) => {
    const attributes = attrs as unknown as RecurrentAttributes;
    const [outputs, gradientOutputs, gradientState, gradientCell] = inputs.slice(attributes.inputs.length) as [
      TensorInfo,
      TensorInfo,
      TensorInfo,
      TensorInfo?,
    ];
    const arriving = { outputs, gradientOutputs, gradientState, ...(gradientCell && { gradientCell }) };
    return recurrentBackward(backend, { tensors: tensorsByName(inputs, attributes), arriving }, attributes);
  },
};
