export { tensorBoard } from './callback/tensor-board.js';
export type { ObservedRun, TensorBoardCallback, TensorBoardOptions } from './callback/tensor-board.js';
export type { HistoryRow, StepReport } from './callback/scalars.js';
