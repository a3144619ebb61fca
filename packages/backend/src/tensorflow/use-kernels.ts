import {
  type DataId,
  findBackend,
  getKernel,
  type KernelFunc,
  type NamedAttrMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import {
  linearGradientKernelName,
  linearKernelName,
  type OptimizerUpdateAttributes,
  optimizerUpdateKernelName,
  type RecurrentAttributes,
  recurrentGradientKernelName,
  recurrentKernelName,
  type SparseSoftmaxCrossEntropyAttributes,
  sparseSoftmaxCrossEntropyKernelName,
  squaredNormKernelName,
} from '@refrain/ops';
import { crossEntropy } from './cross-entropy.js';
import { linear, linearGradient } from './linear.js';
import type { NodeBackend } from './node-backend.js';
import { optimizerUpdate, squaredNorm } from './optimizer-update.js';
import { missingOperations } from './probe.js';
import { recurrentKernels } from './recurrent.js';
import type { RecurrentSupport } from './run-layer.js';

/** The name under which both TensorFlow packages register their backend. */
const backendName = 'tensorflow';

/** What a backend was given; one that starts again is another object. */
const given = new WeakMap<NodeBackend, readonly string[]>();

/**
 * Gives the backend `tensorflow` the fused kernels of `@refrain/ops`, made of TensorFlow's own operations.
 *
 * @returns a sentence for each operation that this TensorFlow lacks, saying what runs in its place
 */
export function useTensorflowKernels(): readonly string[] {
  const backend = findBackend(backendName) as NodeBackend;
  const known = given.get(backend);
  if (known) return known;
  const warnings = register(backend);
  given.set(backend, warnings);
  return warnings;
}

function register(backend: NodeBackend): readonly string[] {
  if (!isNodeBackend(backend)) {
    return ['This tfjs-node is not built like 4.22.0: recurrent layers run composed, which is many times slower.'];
  }
  const missing = missingOperations(backend);
  const warnings: string[] = [];
  if (missing.has('BlockLSTMV2')) {
    warnings.push(`This TensorFlow has no BlockLSTMV2 (${missing.get('BlockLSTMV2')}): an LSTM runs step by step.`);
  }
  if (backend.isUsingGpuDevice && missing.has('CudnnRNNV3')) {
    warnings.push(`This TensorFlow has no CudnnRNNV3 (${missing.get('CudnnRNNV3')}): recurrences run step by step.`);
  }
  if (missing.has('LSTMBlockCellGrad')) {
    warnings.push(
      `This TensorFlow has no LSTMBlockCellGrad (${missing.get('LSTMBlockCellGrad')}): recurrent layers run composed, ` +
        'which is many times slower.',
    );
  } else {
    registerRecurrentKernels(backend, {
      blockLstm: !missing.has('BlockLSTMV2'),
      cudnn: backend.isUsingGpuDevice && !missing.has('CudnnRNNV3'),
    });
  }
  registerFused(linearKernelName, (inputs) => linear(backend, inputs));
  registerFused(linearGradientKernelName, (inputs) => linearGradient(backend, inputs));
  registerFused(squaredNormKernelName, (inputs) => squaredNorm(backend, inputs));
  registerFused(optimizerUpdateKernelName, (inputs, attributes) =>
    optimizerUpdate(backend, inputs, attributes as unknown as OptimizerUpdateAttributes),
  );
  const lossOperation = 'SparseSoftmaxCrossEntropyWithLogits';
  if (missing.has(lossOperation)) {
    warnings.push(`This TensorFlow has no ${lossOperation} (${missing.get(lossOperation)}): the loss runs composed.`);
  } else {
    registerFused(sparseSoftmaxCrossEntropyKernelName, (inputs, attributes) =>
      crossEntropy(backend, inputs, attributes as unknown as SparseSoftmaxCrossEntropyAttributes),
    );
  }
  return warnings;
}

/** Registers the recurrent kernels, in place of those that were there. @internal */
export function registerRecurrentKernels(backend: NodeBackend, support: RecurrentSupport): void {
  const { forward, backward, forget } = recurrentKernels(support);
  registerFused(recurrentKernelName, (inputs, attributes) =>
    forward(backend, inputs, attributes as unknown as RecurrentAttributes),
  );
  registerFused(recurrentGradientKernelName, (inputs, attributes) =>
    backward(backend, inputs, attributes as unknown as RecurrentAttributes),
  );
  freeWithData(findBackend(backendName) as NodeBackend, forget);
}

type FusedKernel = (inputs: readonly TensorInfo[], attributes: NamedAttrMap) => TensorInfo[];

function registerFused(kernelName: string, run: FusedKernel): void {
  if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
  // Fused kernels take an array, which TensorFlow.js hands on as it is.
  const kernelFunc: KernelFunc = ({ inputs, attrs }) => run(inputs as unknown as readonly TensorInfo[], attrs ?? {});
  registerKernel({ kernelName, backendName, kernelFunc });
}

/** Calls `forget` when the data of a tensor goes: what a kernel kept for its gradient goes with its output. */
function freeWithData(backend: NodeBackend, forget: (dataId: DataId) => void): void {
  const dispose = backend.disposeData.bind(backend);
  backend.disposeData = (dataId, force) => {
    const gone = dispose(dataId, force);
    if (gone) forget(dataId);
    return gone;
  };
}

function isNodeBackend(backend: Partial<NodeBackend>): boolean {
  const { binding, getInputTensorIds, createOutputTensor } = backend;
  return [
    binding?.executeOp,
    binding?.createTensor,
    binding?.deleteTensor,
    getInputTensorIds,
    createOutputTensor,
  ].every((member) => typeof member === 'function');
}
