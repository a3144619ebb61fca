import type { BackendChoice } from '@refrain/backend';

/** How a translation is searched for. */
export interface SearchOptions {
  /** How many beginnings are followed at a time. */
  readonly beam?: number;
  /** Exponent of the length penalty. */
  readonly lengthPenalty?: number;
}

/** What `translate` was given on the command line, beside sentences. */
export interface TranslateOptions extends SearchOptions {
  readonly run: string;
  readonly file?: string;
  readonly nBest?: number;
  readonly show?: 'attention' | 'beam';
  readonly backend?: BackendChoice;
}

/** What `evaluate` was given on the command line. */
export interface EvaluateOptions extends SearchOptions {
  readonly run: string;
  readonly part?: 'validation' | 'test';
  readonly output?: string;
  readonly backend?: BackendChoice;
}

/** What `report` was given on the command line. */
export interface ReportOptions {
  readonly run: string;
  readonly output?: string;
}
