import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import {
  type AttentionDecoderAttributes,
  attentionDecoderGradientKernelName,
  attentionDecoderKernelName,
  differentiableInputs,
  gateCount,
  inputsByName,
  isDifferentiableDecoderInput,
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
} from '../kernels.js';
import { attentionDecoderReference, type DecoderArrays } from './attention-decoder-reference.js';
import { type ReferenceArrays, recurrentReference, type ReferenceSettings } from './recurrent-reference.js';
import { crossEntropyReference, linearReference, optimizerReference } from './reference-kernels.js';

/** The gradient of `loss` at `values` by differences; changes them meanwhile. */
export type NumericGradient = (loss: () => number, values: Float64Array) => Float64Array;

/** The backend whose fused kernels are plain float64 arithmetic, and whose gradients over time are differences. */
export const fusedBackendName = 'fused-reference';

/** Registers the test backend: the cpu backend with every fused kernel of this package. */
export function registerFusedBackend(numericGradient: NumericGradient): void {
  tf.registerBackend(fusedBackendName, () => new MathBackendCPU());
  tf.copyRegisteredKernels('cpu', fusedBackendName);
  register(recurrentKernelName, (inputs, attributes) => {
    const { arrays, settings } = readRecurrent(inputs, attributes as unknown as RecurrentAttributes);
    const { outputs, state, cell } = recurrentReference(arrays, settings);
    const { batch, time, units } = settings;
    const { returnOutputs } = attributes as unknown as RecurrentAttributes;
    return [
      returnOutputs ? info(outputs, [batch, time, units]) : info(new Float64Array(), [batch, 0, units]),
      info(state, [batch, units]),
      ...(settings.cell === 'lstm' ? [info(cell, [batch, units])] : []),
    ];
  });
  register(recurrentGradientKernelName, (inputs, attributes) => {
    const recurrent = attributes as unknown as RecurrentAttributes;
    const { arrays, settings } = readRecurrent(inputs, recurrent);
    const gradients = inputs.slice(recurrent.inputs.length + 1).map(read);
    const loss = (): number => {
      const { outputs, state, cell } = recurrentReference(arrays, settings);
      return [outputs, state, cell].reduce((sum, values, index) => sum + dot(values, gradients[index]), 0);
    };
    return recurrent.inputs.flatMap((name, position) =>
      differentiableInputs.has(name) ? [info(numericGradient(loss, arrays[name]!), inputs[position]!.shape)] : [],
    );
  });
  register(attentionDecoderKernelName, (inputs, attributes) => {
    const decoder = attributes as unknown as AttentionDecoderAttributes;
    const arrays = readDecoder(inputs, decoder);
    const [batch, time] = inputs[0]!.shape as [number, number];
    return attentionDecoderReference(arrays, decoder).map((values, index) =>
      info(values, index < 2 ? [batch, time, values.length / batch / time] : [batch, values.length / batch]),
    );
  });
  register(attentionDecoderGradientKernelName, (inputs, attributes) => {
    const decoder = attributes as unknown as AttentionDecoderAttributes;
    const arrays = readDecoder(inputs, decoder);
    const gradients = inputs.slice(decoder.inputs.length + 1).map(read);
    const loss = (): number =>
      attentionDecoderReference(arrays, decoder).reduce((sum, values, index) => sum + dot(values, gradients[index]), 0);
    return decoder.inputs.flatMap((name) =>
      isDifferentiableDecoderInput(name)
        ? [info(numericGradient(loss, arrays[name]!.values), [...arrays[name]!.shape])]
        : [],
    );
  });
  register(linearKernelName, ([x, kernel, bias]) => {
    const units = kernel!.shape[1]!;
    const added = bias ? read(bias) : new Float64Array(units);
    return [info(linearReference(read(x!), read(kernel!), added), [x!.shape[0]!, units])];
  });
  register(linearGradientKernelName, ([gradient, x, kernel]) => {
    const [dy, input, weights] = [gradient!, x!, kernel!].map((values) =>
      tf.tensor(Float32Array.from(read(values)), values.shape),
    );
    const results = [tf.matMul(dy!, weights!, false, true), tf.matMul(input!, dy!, true), tf.sum(dy!, 0)];
    [dy!, input!, weights!].forEach((values) => values.dispose());
    return results;
  });
  register(sparseSoftmaxCrossEntropyKernelName, ([logits, targets, weights], attributes) => {
    const settings = attributes as unknown as SparseSoftmaxCrossEntropyAttributes;
    const result = crossEntropyReference(
      { logits: read(logits!), targets: read(targets!), weights: weights && read(weights) },
      settings,
    );
    const scalars = [result.mean, result.weight, result.correct].map((value) => info(Float64Array.of(value), []));
    return settings.saveForGradient ? [...scalars, info(result.gradient, logits!.shape)] : scalars;
  });
  register(optimizerUpdateKernelName, ([value, gradient, ...slots], attributes) => {
    const tensors = [value!, ...slots];
    const arrays = tensors.map(read);
    const updated = Array.from(read(gradient!), (g, index) =>
      optimizerReference(
        arrays.map((values) => values[index]!),
        g,
        attributes as unknown as OptimizerUpdateAttributes,
      ),
    );
    return tensors.map((tensor, order) =>
      info(
        Float64Array.from(updated, (row) => row[order]!),
        tensor.shape,
      ),
    );
  });
  register(squaredNormKernelName, (inputs) => [
    info(Float64Array.of(inputs.map(read).reduce((sum, values) => sum + dot(values, values), 0)), []),
  ]);
}

type Kernel = (inputs: readonly tf.TensorInfo[], attributes: tf.NamedAttrMap) => tf.TensorInfo[];

function register(kernelName: string, kernel: Kernel): void {
  tf.registerKernel({
    kernelName,
    backendName: fusedBackendName,
    kernelFunc: ({ inputs, attrs }) => kernel(inputs as unknown as tf.TensorInfo[], attrs ?? {}),
  });
}

function read({ dataId }: tf.TensorInfo): Float64Array {
  return Float64Array.from((tf.backend() as MathBackendCPU).readSync(dataId) as Float32Array);
}

function info(values: Float64Array, shape: number[]): tf.TensorInfo {
  return (tf.backend() as MathBackendCPU).makeTensorInfo(shape, 'float32', Float32Array.from(values));
}

function dot(values: Float64Array, factors: Float64Array | undefined): number {
  return values.reduce((sum, value, index) => sum + value * (factors?.[index] ?? 0), 0);
}

function readRecurrent(
  inputs: readonly tf.TensorInfo[],
  attributes: RecurrentAttributes,
): { arrays: ReferenceArrays; settings: ReferenceSettings } {
  const infos = inputsByName(inputs, attributes.inputs);
  const arrays = Object.fromEntries(attributes.inputs.map((name, position) => [name, read(inputs[position]!)]));
  const [batch, time] = (infos.input ?? infos.ids!).shape as [number, number];
  const units = infos.kernel!.shape[1]! / gateCount[attributes.cell];
  return { arrays, settings: { ...attributes, batch, time, units } };
}

function readDecoder(inputs: readonly tf.TensorInfo[], { inputs: names }: AttentionDecoderAttributes): DecoderArrays {
  return Object.fromEntries(
    names.map((name, position) => [name, { values: read(inputs[position]!), shape: inputs[position]!.shape }]),
  );
}
