import { refuse } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { gateCount } from './kernels.js';
import { plainStepper } from './plain-stepper.js';
import type { SteppedNetwork, Stepper, StepperProvider } from './stepped-network.js';

/**
 * Makes what steps a network one id at a time without dispatching tensor operations: the backend's own stepper where
 * the backend in use has one, else plain JavaScript.
 *
 * @param network its arrays are read, never written; don't change them while the stepper is in use
 * @returns a stepper that the caller disposes
 * @throws InvalidArgumentError if an array's length doesn't fit the network
 */
export function createStepper(network: SteppedNetwork): Stepper {
  checkNetwork(network);
  const backend: Partial<StepperProvider> = tf.backend() as object;
  return backend.createStepper ? backend.createStepper(network) : plainStepper(network);
}

function checkNetwork({ vocabularySize, embedding, layers, output }: SteppedNetwork): void {
  if (embedding && (embedding.length === 0 || embedding.length % vocabularySize !== 0)) {
    refuse('embedding.length', embedding.length, { expected: `a multiple of vocabularySize, ${vocabularySize}` });
  }
  let inputUnits = embedding ? embedding.length / vocabularySize : vocabularySize;
  layers.forEach((layer, index) => {
    const { cell, resetAfter, units } = layer;
    const columns = gateCount[cell] * units;
    const check = (name: 'kernel' | 'recurrentKernel' | 'bias', length: number): void =>
      checkLength(`layers[${index}].${name}`, layer[name], length);
    check('kernel', inputUnits * columns);
    check('recurrentKernel', units * columns);
    check('bias', cell === 'gru' && resetAfter ? 2 * columns : columns);
    inputUnits = units;
  });
  checkLength('output.kernel', output.kernel, inputUnits * vocabularySize);
  checkLength('output.bias', output.bias, vocabularySize);
}

function checkLength(argument: string, values: Float32Array, length: number): void {
  if (values.length !== length) refuse(`${argument}.length`, values.length, { expected: `${length}` });
}
