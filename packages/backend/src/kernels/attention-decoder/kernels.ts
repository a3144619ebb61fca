import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  type AttentionDecoderAttributes,
  attentionDecoderGradientKernelName,
  attentionDecoderKernelName,
  inputsByName,
} from '@refrain/ops';
import type { KernelTable } from '../kernel-table.js';
import { decoderBackward } from './backward.js';
import { decoderForward } from './forward.js';

/** The fused decoder of `@refrain/ops` with attention inside its loop. */
export const attentionDecoderKernels: KernelTable = {
  [attentionDecoderKernelName]: ({ inputs, backend, attrs }) => {
    const attributes = attrs as unknown as AttentionDecoderAttributes;
    return decoderForward(backend, inputsByName(inputs, attributes.inputs), attributes);
  },
  [attentionDecoderGradientKernelName]: ({ inputs, backend, attrs }) => {
    const attributes = attrs as unknown as AttentionDecoderAttributes;
    const [readouts, gradientReadouts, gradientWeights, ...gradientStates] = inputs.slice(attributes.inputs.length) as [
      TensorInfo,
      TensorInfo,
      TensorInfo,
      ...TensorInfo[],
    ];
    const arriving = { readouts, gradientReadouts, gradientWeights, gradientStates };
    return decoderBackward(backend, { tensors: inputsByName(inputs, attributes.inputs), arriving }, attributes);
  },
};
