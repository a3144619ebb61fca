import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { NodeBackend } from './node-backend.js';
import { Operations } from './operations.js';
import { inSession } from './session.js';

/** The fused linear layer of `@refrain/ops`: two operations. */
export function linear(backend: NodeBackend, inputs: readonly TensorInfo[]): TensorInfo[] {
  return inSession(backend, (session) => {
    const operations = new Operations(session);
    const [input, kernel, bias] = inputs as [TensorInfo, TensorInfo, TensorInfo?];
    const product = operations.matMul(session.of(input), session.of(kernel));
    const sum = bias === undefined ? product : operations.addBias(product, session.of(bias));
    return [session.give(sum, [input.shape[0]!, kernel.shape[1]!])];
  });
}

/** Its gradients of input, kernel and bias. */
export function linearGradient(backend: NodeBackend, inputs: readonly TensorInfo[]): TensorInfo[] {
  return inSession(backend, (session) => {
    const operations = new Operations(session);
    const [, inputInfo, kernelInfo] = inputs as [TensorInfo, TensorInfo, TensorInfo];
    const [gradient, input, kernel] = inputs.map((tensor) => session.of(tensor)) as [number, number, number];
    return [
      session.give(operations.matMulTransposedB(gradient, kernel), inputInfo.shape),
      session.give(operations.matMulTransposedA(input, gradient), kernelInfo.shape),
      session.give(operations.biasGradient(gradient), [kernelInfo.shape[1]!]),
    ];
  });
}
