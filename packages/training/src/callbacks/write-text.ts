import type { ArtifactStore } from '@refrain/core';
import { storageError } from '../storage-error.js';

/** Writes a text file as a whole. @throws ArtifactError if the store can't keep it, such as on a full disk */
export async function writeText(store: ArtifactStore, name: string, text: string): Promise<void> {
  try {
    await store.write(name, new TextEncoder().encode(text));
  } catch (cause) {
    throw storageError({ artifact: name, cause, next: 'resume from the last checkpoint' });
  }
}
