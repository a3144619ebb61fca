/** How far training is. */
export interface TrainingProgress {
  /** What is being done. */
  readonly phase: string;
  readonly done: number;
  /** How much there is to do; Infinity where that is not known before. */
  readonly total: number;
}
