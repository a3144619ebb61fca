import { assertKnownOptions } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import type { NamedVariable } from '../named-variable.js';
import { configName, encodeConfig } from './config.js';
import type { ModelConfig } from './config.js';
import { encodeWeights, weightsName } from './weights.js';

/** Where and with what a model is saved. */
export interface SaveOptions {
  /** The folder within the store. @default the store itself */
  readonly prefix?: string;
  /** Identifies the tokenizer whose ids the model reads; {@link loadModel} compares it when it is given one. */
  readonly tokenizerHash?: string;
}

/** What is saved: the weights, and what is needed to make the model again. */
export interface SavedModel extends Pick<ModelConfig, 'kind'> {
  readonly options: object;
  readonly variables: readonly NamedVariable[];
}

/** Writes `weights.safetensors`, then `config.json`, so that no configuration appears before its weights. */
export async function saveModel(model: SavedModel, store: ArtifactStore, options: SaveOptions = {}): Promise<void> {
  assertKnownOptions('save', options, ['prefix', 'tokenizerHash']);
  const { prefix, tokenizerHash } = options;
  const config = encodeConfig({ kind: model.kind, options: model.options, tokenizerHash });
  await store.write(artifactName(weightsName, prefix), await encodeWeights(model.variables));
  await store.write(artifactName(configName, prefix), config);
}

/** The name of one of a model's files in its store. */
export function artifactName(name: string, prefix: string | undefined): string {
  return prefix === undefined || prefix === '' ? name : `${prefix}/${name}`;
}
