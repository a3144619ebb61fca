import { ArtifactError } from '../errors.js';

/** The error of every store for an artifact that is not there. */
export function missingArtifact(name: string, cause?: unknown): ArtifactError {
  return new ArtifactError({
    artifact: name,
    message: `expected to find ${name}; there is no such file. Check the folder's name, or save there first.`,
    cause,
  });
}

/** The error of every store for an artifact that can't be written where it should. */
export function unwritableArtifact(name: string, reason: string, cause?: unknown): ArtifactError {
  return new ArtifactError({
    artifact: name,
    message: `expected to write ${name}; ${reason}. What was stored before is unchanged.`,
    cause,
  });
}
