import * as tf from '@tensorflow/tfjs-core';
import { elementwiseGradients } from './elementwise.js';
import { productGradients } from './products.js';
import { shapeGradients } from './shapes.js';

/**
 * Registers the gradients of the TensorFlow.js operations that recurrent models are made of, where they are missing.
 *
 * TensorFlow.js Core brings operations without gradients: only `@tensorflow/tfjs` and `@tensorflow/tfjs-layers` register
 * them. Gradients that are there already are left alone, and either package may be imported later.
 */
export function registerGradients(): void {
  for (const config of [...elementwiseGradients, ...productGradients, ...shapeGradients]) {
    if (tf.getGradient(config.kernelName) === undefined) tf.registerGradient(config);
  }
}
