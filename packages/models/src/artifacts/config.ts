import { ArtifactError, describeValue } from '@refrain/core';
import { z } from 'zod';
import { recurrences } from '../recurrence/recurrence.js';
import { poolings } from '../sentiment-classifier/pooling.js';

/** The file beside the weights that says what model they are of. */
export const configName = 'config.json';

const format = 'refrain-model';
const version = 1;

const charRnnOptions = z.strictObject({
  vocabularySize: z.number(),
  embedding: z.union([z.number(), z.literal('one-hot')]),
  cell: z.enum(['gru', 'lstm', 'rnn']),
  units: z.array(z.number()),
  dropout: z.number().optional(),
  recurrentDropout: z.number().optional(),
  tiedOutput: z.boolean().optional(),
  resetAfter: z.boolean().optional(),
});

const plainRnnOptions = z.strictObject({
  vocabularySize: z.number(),
  units: z.number(),
  recurrence: z.enum(recurrences).optional(),
});

const encoderDecoderOptions = z.strictObject({
  sourceVocabularySize: z.number(),
  targetVocabularySize: z.number(),
  sourceEmbedding: z.number(),
  targetEmbedding: z.number(),
  cell: z.enum(['gru', 'lstm', 'rnn']),
  units: z.array(z.number()),
  encoderUnits: z.array(z.number()).optional(),
  bidirectional: z.boolean().optional(),
  attention: z.enum(['none', 'dot', 'scaled-dot', 'general', 'additive']).optional(),
  attentionOrder: z.enum(['luong', 'bahdanau']).optional(),
  attentionUnits: z.number().optional(),
  readout: z.enum(['concatenation', 'context', 'combined', 'hidden']).optional(),
  readoutUnits: z.number().optional(),
  inputFeeding: z.boolean().optional(),
  tiedOutput: z.boolean().optional(),
  sharedEmbedding: z.boolean().optional(),
  dropout: z.number().optional(),
  recurrentDropout: z.number().optional(),
  labelSmoothing: z.number().optional(),
  sampledSoftmax: z.strictObject({ samples: z.number() }).optional(),
  scheduledSampling: z.number().optional(),
  resetAfter: z.boolean().optional(),
});

const sentimentClassifierOptions = z.strictObject({
  vocabularySize: z.number(),
  embedding: z.number(),
  cell: z.enum(['gru', 'lstm', 'rnn']),
  units: z.array(z.number()),
  bidirectional: z.boolean().optional(),
  pooling: z.enum(poolings).optional(),
  hidden: z.number().optional(),
  dropout: z.number().optional(),
  recurrentDropout: z.number().optional(),
  outputDropout: z.number().optional(),
  masking: z.enum(['none', 'from-ids', 'explicit', 'ragged']).optional(),
  paddingId: z.number().optional(),
  resetAfter: z.boolean().optional(),
});

const sentenceClassifierOptions = z.strictObject({
  inputs: z.number(),
  hidden: z.number().optional(),
  dropout: z.number().optional(),
});

/** A configuration of one kind, with the options of that kind. */
function configOf<Kind extends string, Options extends z.ZodType>(kind: Kind, options: Options) {
  return z.strictObject({
    format: z.literal(format),
    version: z.literal(version),
    kind: z.literal(kind),
    options,
    tokenizerHash: z.string().optional(),
  });
}

const configs = {
  'char-rnn': configOf('char-rnn', charRnnOptions),
  'plain-rnn': configOf('plain-rnn', plainRnnOptions),
  'encoder-decoder': configOf('encoder-decoder', encoderDecoderOptions),
  'sentiment-classifier': configOf('sentiment-classifier', sentimentClassifierOptions),
  'sentence-classifier': configOf('sentence-classifier', sentenceClassifierOptions),
};

/** What models there are. */
export type ModelKind = keyof typeof configs;

/** What `config.json` says, in version 1. */
export type ModelConfig<Kind extends ModelKind = ModelKind> = z.infer<(typeof configs)[Kind]>;

/** The kind in a sentence. */
export function named(kind: ModelKind): string {
  return kind === 'encoder-decoder' ? `an ${kind}` : `a ${kind}`;
}

/** The bytes of `config.json`. */
export function encodeConfig(content: {
  readonly kind: ModelKind;
  readonly options: object;
  readonly tokenizerHash?: string | undefined;
}): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ format, version, ...content }, null, 2)}\n`);
}

/** Reads the `config.json` of a model of `kind`. @throws ArtifactError if it is not one, or one of another version or kind */
export function decodeConfig<Kind extends ModelKind>(
  bytes: Uint8Array,
  artifact: string,
  kind: Kind,
): ModelConfig<Kind> {
  const content = parseJson(bytes, artifact);
  const { format: foundFormat, version: foundVersion, kind: foundKind } = content;
  if (foundFormat !== format) {
    const found = foundFormat === undefined ? 'it names no format' : `its format is ${describeValue(foundFormat)}`;
    throw refused(artifact, `to be of the format "${format}"; ${found}. Choose a folder that save() wrote.`);
  }
  if (foundVersion !== version) {
    const found = `it is of version ${describeValue(foundVersion)}`;
    throw refused(artifact, `to be of version ${version}; ${found}. Use the version of Refrain that wrote it.`);
  }
  if (foundKind !== kind) {
    const found = `it is of the kind ${describeValue(foundKind)}`;
    const remedy =
      typeof foundKind === 'string' && Object.hasOwn(configs, foundKind)
        ? `. Load it with the option kind: ${describeValue(foundKind)}.`
        : ', which this version cannot load.';
    throw refused(artifact, `to describe a model of the kind "${kind}"; ${found}${remedy}`);
  }
  const parsed = configs[kind].safeParse(content);
  if (parsed.success) return parsed.data as ModelConfig<Kind>;
  const issue = parsed.error.issues[0]!;
  const place = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  throw refused(artifact, `to describe ${named(kind)}; at ${place}: ${issue.message}. Use another copy of the file.`);
}

function parseJson(bytes: Uint8Array, artifact: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw refused(artifact, 'to be JSON; it is not. Use another copy of the file.', cause);
  }
  if (typeof content === 'object' && content !== null) return content as Record<string, unknown>;
  throw refused(artifact, 'to be a JSON object; it is not. Use another copy of the file.');
}

function refused(artifact: string, expectation: string, cause?: unknown): ArtifactError {
  return new ArtifactError({ artifact, message: `expected ${artifact} ${expectation}`, cause });
}
