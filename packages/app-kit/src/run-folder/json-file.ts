import { ArtifactError } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';

/** Reads a file of a run that holds a JSON object. @throws ArtifactError if it does not */
export async function readJson(store: ArtifactStore, name: string): Promise<object> {
  const bytes = await store.read(name);
  try {
    const content: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof content === 'object' && content !== null) return content;
  } catch {
    // The error below says it.
  }
  throw brokenFile(name, 'it is not a JSON object. Use another copy of the file.');
}

/** The bytes of a JSON file. */
export function encodeJson(content: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
}

/** The error for a file of a run that can't be used. */
export function brokenFile(artifact: string, reason: string): ArtifactError {
  return new ArtifactError({ artifact, message: `expected ${artifact} to be a run's file; ${reason}` });
}
