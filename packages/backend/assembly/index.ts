export { pack } from './panels';
export { gemm, gemmScratchBytes } from './gemm';
export { recurrentForward } from './recurrent/forward';
export { recurrentBackward } from './recurrent/backward';
export { arrange, columnSum, gather, repeatRow, segmentSum } from './columns';
export { crossEntropy, rowSum, softmax } from './rows';
export { binary, unary } from './elementwise';
export { adam, rmsprop, sgd } from './optimizers';
export { step } from './step';
