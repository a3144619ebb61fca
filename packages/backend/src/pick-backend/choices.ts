/** Backends that `pickBackend` knows, the best first. */
export const backendChoices = ['tensorflow-gpu', 'refrain', 'tensorflow', 'cpu'] as const;

/** A backend by the name that `pickBackend` takes: `tensorflow` and `tensorflow-gpu` are TensorFlow's own library. */
export type BackendChoice = (typeof backendChoices)[number];

/** How a backend runs. */
export interface BackendDetails {
  /** Of the package that holds it; behind it, in parentheses, TensorFlow's own. */
  readonly version: string;
  readonly device: 'cpu' | 'gpu';
  /** How many threads may work on one kernel. */
  readonly threads: number;
  /** What its user should know though it runs, a sentence each. */
  readonly warnings: readonly string[];
}

/** Why a backend does not run, as sentences. */
export interface BackendFailure {
  readonly reason: string;
  /** What whoever asks for this backend does about it; not worth saying where another one serves as well. */
  readonly remedy?: string;
}

/** What became of the start of a backend. */
export type BackendStart = BackendDetails | BackendFailure;
