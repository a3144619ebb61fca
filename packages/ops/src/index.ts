import { registerGradients } from './gradients/register-gradients.js';

// TensorFlow.js looks gradients up while it runs forward, so they must be there before the caller's first operation.
registerGradients();

export { gru } from './recurrent/gru.js';
export type { GruOptions } from './recurrent/gru.js';
export { lstm } from './recurrent/lstm.js';
export type { LstmOptions, LstmResult } from './recurrent/lstm.js';
export { simpleRnn } from './recurrent/simple-rnn.js';
export { finalState } from './recurrent/final-state.js';
export type { FinalStateOptions } from './recurrent/final-state.js';
export { bidirectional } from './recurrent/bidirectional.js';
export type {
  BidirectionalOptions,
  BidirectionalResult,
  BothDirections,
  MergeMode,
  RecurrentState,
  SeparateBidirectionalResult,
} from './recurrent/bidirectional.js';
export type { RecurrentInput, RecurrentOptions, RecurrentResult, RecurrentWeights } from './recurrent/types.js';
export { attention } from './attention/attention.js';
export type { AttentionOptions, AttentionResult, AttentionScore, AttentionSequences } from './attention/attention.js';
export { attentionDecoder } from './attention-decoder/attention-decoder.js';
export type {
  AttentionDecoderOptions,
  AttentionDecoderResult,
  AttentionDecoderSequences,
  AttentionDecoderWeights,
  AttentionOrder,
  DecoderReadout,
} from './attention-decoder/types.js';
export { linear } from './linear.js';
export { embedding } from './embedding.js';
export { concatUnits } from './sequences/concat-units.js';
export { stackTime, unstackTime } from './sequences/stack-time.js';
export { sequenceDropout } from './sequence-dropout.js';
export { sparseSoftmaxCrossEntropy } from './sparse-softmax-cross-entropy.js';
export type {
  SparseSoftmaxCrossEntropyOptions,
  SparseSoftmaxCrossEntropyResult,
} from './sparse-softmax-cross-entropy.js';
export { binaryCrossEntropy } from './binary-cross-entropy.js';
export type { BinaryCrossEntropyOptions, BinaryCrossEntropyResult } from './binary-cross-entropy.js';
export { sampledSoftmaxLoss } from './sampled-softmax/sampled-softmax-loss.js';
export type {
  SampledSoftmaxInputs,
  SampledSoftmaxOptions,
  SampledSoftmaxResult,
} from './sampled-softmax/sampled-softmax-loss.js';
export { logUniformCandidates } from './sampled-softmax/log-uniform-candidates.js';
export type { SampledCandidates } from './sampled-softmax/log-uniform-candidates.js';
export { squaredNorm } from './squared-norm.js';
export { optimizerUpdate } from './optimizer-update.js';
export type { OptimizerTensors } from './optimizer-update.js';
export { dropoutFactors } from './initializers/dropout-factors.js';
export { glorotUniform } from './initializers/glorot-uniform.js';
export { orthogonal } from './initializers/orthogonal.js';
export { uniform } from './initializers/uniform.js';
export { createStepper } from './create-stepper.js';
export type { SteppedLayer, SteppedNetwork, SteppedOutput, Stepper, StepperProvider } from './stepped-network.js';
export {
  attentionDecoderGradientKernelName,
  attentionDecoderKernelName,
  differentiableInputs,
  gateCount,
  inputsByName,
  isDifferentiableDecoderInput,
  linearGradientKernelName,
  linearKernelName,
  optimizerUpdateKernelName,
  recurrentGradientKernelName,
  recurrentKernelName,
  sparseSoftmaxCrossEntropyKernelName,
  squaredNormKernelName,
} from './kernels.js';
export type {
  AttentionDecoderAttributes,
  AttentionDecoderInputName,
  CellKind,
  DecoderLayerInputName,
  OptimizerRule,
  OptimizerUpdateAttributes,
  RecurrentAttributes,
  RecurrentInputName,
  SparseSoftmaxCrossEntropyAttributes,
} from './kernels.js';
