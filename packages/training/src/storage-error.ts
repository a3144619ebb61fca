import { ArtifactError } from '@refrain/core';

/** What could not be kept, and why. */
export interface StorageFailure {
  /** The file or folder's name in its store. */
  readonly artifact: string;
  /** What the store threw. */
  readonly cause: unknown;
  /** What to do when the cause is mended, such as `resume from step 100, which is saved`. */
  readonly next: string;
}

/** The error for what a store can't keep, a full disk above all: what was expected, what happened, what to do. */
export function storageError({ artifact, cause, next }: StorageFailure): ArtifactError {
  const { code, name, message = String(cause) } = (cause ?? {}) as { code?: string; name?: string; message?: string };
  const full = code === 'ENOSPC' || code === 'EDQUOT' || name === 'QuotaExceededError';
  const [reason, remedy] = full ? ['there is no space left', 'Make space'] : [message, 'Mend that'];
  return new ArtifactError({
    artifact,
    message: `expected to save ${artifact}; ${reason}. ${remedy} and ${next}.`,
    cause,
  });
}
