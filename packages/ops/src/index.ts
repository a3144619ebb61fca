export {
  differentiableInputs,
  gateCount,
  inputsByName,
  linearGradientKernelName,
  linearKernelName,
  optimizerUpdateKernelName,
  recurrentGradientKernelName,
  recurrentKernelName,
  sparseSoftmaxCrossEntropyKernelName,
  squaredNormKernelName,
} from './kernels.js';
export type {
  CellKind,
  OptimizerRule,
  OptimizerUpdateAttributes,
  RecurrentAttributes,
  RecurrentInputName,
  SparseSoftmaxCrossEntropyAttributes,
} from './kernels.js';
export type { SteppedLayer, SteppedNetwork, SteppedOutput, Stepper, StepperProvider } from './stepped-network.js';
