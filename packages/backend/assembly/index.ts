export { pack } from './panels';
export { gemm, gemmScratchBytes } from './gemm';
export { recurrentForward } from './recurrent/forward';
export { recurrentBackward } from './recurrent/backward';
export { columnSum, segmentSum, gather, arrange, repeatRow } from './columns';
