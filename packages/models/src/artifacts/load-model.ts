import { ArtifactError, assertKnownOptions, InvalidArgumentError } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { charRnnFromNetwork } from '../char-rnn/char-rnn.js';
import type { CharRnn } from '../char-rnn/char-rnn.js';
import { charRnnNetwork } from '../char-rnn/network.js';
import { resolveCharRnnOptions } from '../char-rnn/options.js';
import type { ResolvedCharRnnOptions } from '../char-rnn/options.js';
import { weightLayout } from '../char-rnn/weight-layout.js';
import { configName, decodeConfig } from './config.js';
import type { ModelConfig } from './config.js';
import { artifactName } from './save-model.js';
import { decodeWeights, weightsName } from './weights.js';

/** Where a model is loaded from, and what it must go with. */
export interface LoadOptions {
  /** The folder within the store. @default the store itself */
  readonly prefix?: string;
  /** The tokenizer in hand: a model that was saved with another one is refused. */
  readonly tokenizerHash?: string;
}

/**
 * Makes a model from the files that its `save` wrote, in Node or a browser: `config.json` and `weights.safetensors`.
 *
 * The files are checked before anything of the size that they state is allocated.
 *
 * @returns a model with its own variables; the caller disposes it
 * @throws ArtifactError naming the file, if one is missing, broken, of another format, version or kind, does not fit
 *   the other, or if the model was saved with another tokenizer
 * @example
 * const model = await loadModel(fileStore('runs/sonnets'), { prefix: 'model' });
 */
export async function loadModel(store: ArtifactStore, options: LoadOptions = {}): Promise<CharRnn> {
  assertKnownOptions('loadModel', options, ['prefix', 'tokenizerHash']);
  const configArtifact = artifactName(configName, options.prefix);
  const weightsArtifact = artifactName(weightsName, options.prefix);
  const config = decodeConfig(await store.read(configArtifact), configArtifact);
  assertTokenizer(config, options.tokenizerHash, configArtifact);
  const resolved = optionsOf(config, configArtifact);
  const bytes = await store.read(weightsArtifact);
  const weights = await decodeWeights(bytes, weightsArtifact, weightLayout(resolved));
  return charRnnFromNetwork(charRnnNetwork(resolved, ({ name }) => weights.get(name)!));
}

function assertTokenizer(config: ModelConfig, received: string | undefined, artifact: string): void {
  const saved = config.tokenizerHash;
  if (received === undefined || saved === undefined || saved === received) return;
  const message = `expected the model of ${artifact} to go with the tokenizer ${received}; it was saved with ${saved}. Load the tokenizer that was saved beside it.`;
  throw new ArtifactError({ artifact, message });
}

/** The options as `charRnn` takes them; what it would refuse is the file's fault here. */
function optionsOf({ options }: ModelConfig, artifact: string): ResolvedCharRnnOptions {
  try {
    return resolveCharRnnOptions(options);
  } catch (cause) {
    if (!InvalidArgumentError.isInstance(cause)) throw cause;
    const message = `expected ${artifact} to describe a char-rnn; ${cause.message} Use another copy of the file.`;
    throw new ArtifactError({ artifact, message, cause });
  }
}
