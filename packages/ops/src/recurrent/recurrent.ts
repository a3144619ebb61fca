import * as tf from '@tensorflow/tfjs-core';
import { asFloat } from '../as-float.js';
import { hasFusedKernel } from '../fused-kernel.js';
import { type CellKind, recurrentKernelName } from '../kernels.js';
import { checkRecurrentCall } from './check.js';
import { composedRecurrent } from './composed.js';
import { fusedRecurrent } from './fused.js';
import type {
  RecurrentCallResult,
  RecurrentInput,
  RecurrentOptions,
  RecurrentTensors,
  RecurrentWeights,
} from './types.js';

/** One recurrent layer over a whole sequence, before it is known how it runs. */
export interface RecurrentRequest {
  readonly cell: CellKind;
  readonly input: RecurrentInput;
  readonly weights: RecurrentWeights;
  readonly options: RecurrentOptions & {
    readonly initialCell?: tf.Tensor2D;
    readonly resetAfter?: boolean;
    /** Whether `outputs` is wanted. @default true */
    readonly returnOutputs?: boolean;
  };
}

/** Runs one recurrent layer: by the backend's fused kernel, or composed. */
export function recurrent({ cell, input, weights, options }: RecurrentRequest): RecurrentCallResult {
  const { reverse = false, zeroOutputForMask = false, returnOutputs = true, resetAfter = cell === 'gru' } = options;
  return tf.tidy(() => {
    const tensors: RecurrentTensors = {
      ...('ids' in input
        ? { ids: input.ids, table: input.table, inputScale: input.scale && asFloat(input.scale) }
        : { input: input.input && asFloat(input.input) }),
      kernel: weights.kernel,
      recurrentKernel: weights.recurrentKernel,
      bias: weights.bias,
      initialState: options.initialState && asFloat(options.initialState),
      initialCell: options.initialCell && asFloat(options.initialCell),
      mask: options.mask && tf.cast(options.mask, 'int32'),
      recurrentMask: options.recurrentMask && asFloat(options.recurrentMask),
    };
    const call = { tensors, cell, resetAfter, reverse, zeroOutputForMask, returnOutputs };
    checkRecurrentCall(call);
    const run = hasFusedKernel(recurrentKernelName) ? fusedRecurrent : composedRecurrent;
    return run(call) as unknown as tf.TensorContainerObject;
  }) as unknown as RecurrentCallResult;
}
