import { ArtifactError } from '@refrain/core';

/**
 * The bytes of one file of a zip archive.
 *
 * @throws ArtifactError if `bytes` are no archive, or one without such a file
 */
export async function unzip(bytes: Uint8Array, entry: string, archive: string): Promise<Uint8Array> {
  // Loaded when asked for, so that a bundle which never asks leaves it out of its first chunk.
  const { unzipSync } = await import('fflate');
  try {
    const found = unzipSync(bytes, { filter: ({ name }) => name === entry })[entry];
    if (found === undefined) throw new Error('it has no such file');
    return found;
  } catch (cause) {
    throw new ArtifactError({
      artifact: archive,
      message: `expected ${archive} to be a zip archive with the file ${entry}; ${(cause as Error).message}. Download it again.`,
      cause,
    });
  }
}
