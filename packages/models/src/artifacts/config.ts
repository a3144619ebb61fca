import { ArtifactError, describeValue } from '@refrain/core';
import { z } from 'zod';

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

const config = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  kind: z.literal('char-rnn'),
  options: charRnnOptions,
  tokenizerHash: z.string().optional(),
});

/** What `config.json` says, in version 1. */
export type ModelConfig = z.infer<typeof config>;

/** The bytes of `config.json`. */
export function encodeConfig(content: Omit<ModelConfig, 'format' | 'version'>): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ format, version, ...content }, null, 2)}\n`);
}

/** Reads `config.json`. @throws ArtifactError if it is not one, or one of another version or kind */
export function decodeConfig(bytes: Uint8Array, artifact: string): ModelConfig {
  const content = parseJson(bytes, artifact);
  const { format: foundFormat, version: foundVersion, kind } = content;
  if (foundFormat !== format) {
    const found = foundFormat === undefined ? 'it names no format' : `its format is ${describeValue(foundFormat)}`;
    throw refused(artifact, `to be of the format "${format}"; ${found}. Choose a folder that save() wrote.`);
  }
  if (foundVersion !== version) {
    const found = `it is of version ${describeValue(foundVersion)}`;
    throw refused(artifact, `to be of version ${version}; ${found}. Use the version of Refrain that wrote it.`);
  }
  if (kind !== 'char-rnn') {
    const found = `it describes a ${describeValue(kind)}`;
    throw refused(artifact, `to describe a model of the kind "char-rnn"; ${found}, which this version cannot load.`);
  }
  const parsed = config.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const place = issue.path.length > 0 ? issue.path.join('.') : 'the file';
  throw refused(artifact, `to describe a char-rnn; at ${place}: ${issue.message}. Use another copy of the file.`);
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
