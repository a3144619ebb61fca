import type { BackendChoice } from '@refrain/backend';

/** How a translation is searched for. */
export interface SearchOptions {
  /** How many beginnings are followed at a time. */
  readonly beam?: number;
  /** Exponent of the length penalty. */
  readonly lengthPenalty?: number;
  /** Weight of the coverage penalty. */
  readonly coveragePenalty?: number;
  /** Fewest tokens of a translation. */
  readonly minLength?: number;
  /** A run of so many tokens stands in a translation once at most. */
  readonly noRepeatNgram?: number;
  /** Groups of beams that avoid what the groups before chose, and what doing the same costs, in nats. */
  readonly groups?: number;
  readonly diversity?: number;
  /** Whether unknown words of a translation give way to the source word that the model looked at. */
  readonly replaceUnknown?: boolean;
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
  /** The run to compare with. */
  readonly compareRun?: string;
  /** The beam width to compare with. */
  readonly compareBeam?: number;
  readonly backend?: BackendChoice;
}

/** What `report` was given on the command line. */
export interface ReportOptions {
  readonly run: string;
  readonly output?: string;
}
