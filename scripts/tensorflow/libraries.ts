/** TensorFlow.js as the packages see it: the root of the project depends on no library. */
export * as tf from '../../packages/layers/node_modules/@tensorflow/tfjs-core';
export * as tfl from '../../packages/layers/node_modules/@tensorflow/tfjs-layers';
