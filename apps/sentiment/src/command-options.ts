import type { BackendChoice } from '@refrain/backend';

/** What `classify` was given on the command line, beside texts. */
export interface ClassifyOptions {
  readonly run: string;
  readonly file?: string;
  readonly show?: 'words';
  readonly backend?: BackendChoice;
}

/** What `evaluate` was given on the command line. */
export interface EvaluateOptions {
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
