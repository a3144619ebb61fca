import { ArtifactError, assertKnownOptions, assertOneOf, InvalidArgumentError } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { charRnnFromNetwork } from '../char-rnn/char-rnn.js';
import type { CharRnn } from '../char-rnn/char-rnn.js';
import { charRnnNetwork } from '../char-rnn/network.js';
import { resolveCharRnnOptions } from '../char-rnn/options.js';
import { weightLayout as charRnnLayout } from '../char-rnn/weight-layout.js';
import { encoderDecoderFromNetwork } from '../encoder-decoder/encoder-decoder.js';
import type { EncoderDecoder } from '../encoder-decoder/encoder-decoder.js';
import { encoderDecoderNetwork } from '../encoder-decoder/network.js';
import { resolveEncoderDecoderOptions } from '../encoder-decoder/resolve-options.js';
import { weightLayout as encoderDecoderLayout } from '../encoder-decoder/weight-layout.js';
import type { WeightValues } from '../network.js';
import { plainRnnNetwork, weightLayout as plainRnnLayout } from '../recurrence/network.js';
import { resolvePlainRnnOptions } from '../recurrence/options.js';
import { plainRnnFromNetwork } from '../recurrence/plain-rnn.js';
import type { PlainRnn } from '../recurrence/plain-rnn.js';
import { resolveSentenceClassifierOptions } from '../sentence-classifier/options.js';
import {
  sentenceClassifierFromNetwork,
  sentenceClassifierNetwork,
  weightLayout as sentenceClassifierLayout,
} from '../sentence-classifier/sentence-classifier.js';
import type { SentenceClassifier } from '../sentence-classifier/sentence-classifier.js';
import { sentimentClassifierNetwork } from '../sentiment-classifier/network.js';
import { resolveSentimentClassifierOptions } from '../sentiment-classifier/resolve-options.js';
import { sentimentClassifierFromNetwork } from '../sentiment-classifier/sentiment-classifier.js';
import type { SentimentClassifier } from '../sentiment-classifier/sentiment-classifier.js';
import { weightLayout as sentimentClassifierLayout } from '../sentiment-classifier/weight-layout.js';
import type { WeightSpecification } from '../weight-specification.js';
import { configName, decodeConfig, named } from './config.js';
import type { ModelConfig, ModelKind } from './config.js';
import { artifactName } from './save-model.js';
import { decodeWeights, weightsName } from './weights.js';

/** The models by their kinds. */
export interface ModelsByKind {
  readonly 'char-rnn': CharRnn;
  readonly 'plain-rnn': PlainRnn;
  readonly 'encoder-decoder': EncoderDecoder;
  readonly 'sentiment-classifier': SentimentClassifier;
  readonly 'sentence-classifier': SentenceClassifier;
}

/** Where a model is loaded from, and what it must go with. */
export interface LoadOptions<Kind extends ModelKind = ModelKind> {
  /** What model it has to be: another one is refused. @default 'char-rnn' */
  readonly kind?: Kind;
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
 * const translator = await loadModel(fileStore('runs/spanish'), { kind: 'encoder-decoder', prefix: 'model' });
 */
export async function loadModel<Kind extends ModelKind = 'char-rnn'>(
  store: ArtifactStore,
  options: LoadOptions<Kind> = {},
): Promise<ModelsByKind[Kind]> {
  assertKnownOptions('loadModel', options, ['kind', 'prefix', 'tokenizerHash']);
  const { kind = 'char-rnn' as Kind } = options;
  assertOneOf('kind', kind, [
    'char-rnn',
    'plain-rnn',
    'encoder-decoder',
    'sentiment-classifier',
    'sentence-classifier',
  ]);
  const configArtifact = artifactName(configName, options.prefix);
  const weightsArtifact = artifactName(weightsName, options.prefix);
  const config = decodeConfig(await store.read(configArtifact), configArtifact, kind);
  assertTokenizer(config, options.tokenizerHash, configArtifact);
  const { layout, make } = plan(config, configArtifact);
  const weights = await decodeWeights(await store.read(weightsArtifact), weightsArtifact, layout);
  return make(({ name }) => weights.get(name)!) as ModelsByKind[Kind];
}

/** What a configuration needs of the weights, and the model that they make. */
interface Plan {
  readonly layout: readonly WeightSpecification[];
  make(values: WeightValues): ModelsByKind[ModelKind];
}

function plan(config: ModelConfig, artifact: string): Plan {
  switch (config.kind) {
    case 'char-rnn': {
      const options = resolved(config, artifact, () => resolveCharRnnOptions(config.options));
      return {
        layout: charRnnLayout(options),
        make: (values) => charRnnFromNetwork(charRnnNetwork(options, values)),
      };
    }
    case 'plain-rnn': {
      const options = resolved(config, artifact, () => resolvePlainRnnOptions(config.options));
      return {
        layout: plainRnnLayout(options),
        make: (values) => plainRnnFromNetwork(plainRnnNetwork(options, values)),
      };
    }
    case 'encoder-decoder': {
      const options = resolved(config, artifact, () => resolveEncoderDecoderOptions(config.options));
      return {
        layout: encoderDecoderLayout(options),
        make: (values) => encoderDecoderFromNetwork(encoderDecoderNetwork(options, values)),
      };
    }
    case 'sentiment-classifier': {
      const options = resolved(config, artifact, () => resolveSentimentClassifierOptions(config.options));
      return {
        layout: sentimentClassifierLayout(options),
        make: (values) => sentimentClassifierFromNetwork(sentimentClassifierNetwork(options, values)),
      };
    }
    case 'sentence-classifier': {
      const options = resolved(config, artifact, () => resolveSentenceClassifierOptions(config.options));
      return {
        layout: sentenceClassifierLayout(options),
        make: (values) => sentenceClassifierFromNetwork(sentenceClassifierNetwork(options, values)),
      };
    }
  }
}

function assertTokenizer(config: ModelConfig, received: string | undefined, artifact: string): void {
  const saved = config.tokenizerHash;
  if (received === undefined || saved === undefined || saved === received) return;
  const message = `expected the model of ${artifact} to go with the tokenizer ${received}; it was saved with ${saved}. Load the tokenizer that was saved beside it.`;
  throw new ArtifactError({ artifact, message });
}

/** The options as the model's function takes them; what it would refuse is the file's fault here. */
function resolved<Options>({ kind }: ModelConfig, artifact: string, resolve: () => Options): Options {
  try {
    return resolve();
  } catch (cause) {
    if (!InvalidArgumentError.isInstance(cause)) throw cause;
    const message = `expected ${artifact} to describe ${named(kind)}; ${cause.message} Use another copy of the file.`;
    throw new ArtifactError({ artifact, message, cause });
  }
}
