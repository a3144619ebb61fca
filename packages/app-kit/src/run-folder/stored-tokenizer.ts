import { sha256 } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { tokenizerFromJSON } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import { brokenFile, encodeJson, readJson } from './json-file.js';

/** Writes a tokenizer into a run's folder. */
export function writeTokenizer(
  store: ArtifactStore,
  { name, tokenizer }: { name: string; tokenizer: Tokenizer },
): Promise<void> {
  return store.write(name, encodeJson(tokenizer));
}

/** Reads a run's tokenizer. @throws ArtifactError if the file is missing or broken */
export async function readTokenizer(store: ArtifactStore, name: string): Promise<Tokenizer> {
  const json = await readJson(store, name);
  try {
    return tokenizerFromJSON(json as Parameters<typeof tokenizerFromJSON>[0]);
  } catch (cause) {
    throw brokenFile(name, `${(cause as Error).message} Use another copy of the file.`);
  }
}

/** Identifies the tokenizers of a model in its configuration. */
export function tokenizerHash(...tokenizers: readonly Tokenizer[]): Promise<string> {
  return sha256(Uint8Array.from(tokenizers.flatMap((tokenizer) => Array.from(encodeJson(tokenizer)))));
}
