import type { BackendChoice } from '@refrain/backend';

/** What `sample` was given on the command line. */
export interface SampleOptions {
  readonly run: string;
  readonly prompt?: string;
  readonly replaceUnknown?: boolean;
  readonly length?: number;
  readonly stop?: string;
  readonly temperature?: number;
  readonly scaleFactor?: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly typicalP?: number;
  readonly repetitionPenalty?: number;
  readonly greedy?: boolean;
  readonly seed?: number;
  readonly count?: number;
  readonly backend?: BackendChoice;
}

/** What `evaluate` was given on the command line. */
export interface EvaluateOptions {
  readonly run: string;
  readonly corpus?: string;
  readonly part?: 'train' | 'validation' | 'test' | 'whole';
  readonly replaceUnknown?: boolean;
  readonly backend?: BackendChoice;
}

/** A unit by its number, or those that follow a property of the text, or the sentiment of reviews. */
export type UnitChoice = number | 'quotes' | 'line' | 'sentiment';

/** What `report` was given on the command line. */
export interface ReportOptions {
  readonly run: string;
  readonly unit?: readonly UnitChoice[];
  readonly corpus?: string;
  readonly reviews?: string;
  readonly output?: string;
}
