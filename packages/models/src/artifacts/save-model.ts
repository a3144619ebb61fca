import { assertKnownOptions, sha256 } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import type { ResolvedCharRnnOptions } from '../char-rnn/options.js';
import type { NamedVariable } from '../named-variable.js';
import { configName, encodeConfig } from './config.js';
import { encodeWeights, weightsName } from './weights.js';

/** Where and with what a model is saved. */
export interface SaveOptions {
  /** The folder within the store. @default the store itself */
  readonly prefix?: string;
  /** Identifies the tokenizer whose ids the model reads; {@link loadModel} compares it when it is given one. */
  readonly tokenizerHash?: string;
}

/** What is saved: the weights, and what is needed to make the model again. */
export interface SavedModel {
  readonly options: ResolvedCharRnnOptions;
  readonly variables: readonly NamedVariable[];
}

/** Writes `weights.safetensors`, then `config.json` with the hash of the weights, so that a torn pair is noticed. */
export async function saveModel(model: SavedModel, store: ArtifactStore, options: SaveOptions = {}): Promise<void> {
  assertKnownOptions('save', options, ['prefix', 'tokenizerHash']);
  const { prefix, tokenizerHash } = options;
  const weights = await encodeWeights(model.variables);
  const described = { ...model.options, units: [...model.options.units] };
  const config = { kind: 'char-rnn', options: described, weightsHash: await sha256(weights), tokenizerHash } as const;
  await store.write(artifactName(weightsName, prefix), weights);
  await store.write(artifactName(configName, prefix), encodeConfig(config));
}

/** The name of one of a model's files in its store. */
export function artifactName(name: string, prefix: string | undefined): string {
  return prefix === undefined || prefix === '' ? name : `${prefix}/${name}`;
}
