import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ArtifactError, sha256 } from '@refrain/core';
import type { BackendChoice } from '@refrain/backend';
import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { tokenizerFromJSON } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import { z } from 'zod';
import { CommandError } from './errors.js';
import { commandLine } from './invocation.js';
import { presetNames, tokenizerKinds } from './presets.js';
import type { RunSettings } from './settings.js';

/**
 * What lies where in a run's folder:
 * - `run.json`: the settings, and which text it is trained on
 * - `config.json`, `weights.safetensors`, `tokenizer.json`: the model to sample from
 * - `checkpoints/step-000123/`: all that is needed to go on
 * - `history.csv`, `samples.txt`: what happened, `report.html`: the same to look at
 */
export const runFiles = {
  run: 'run.json',
  tokenizer: 'tokenizer.json',
  config: 'config.json',
  checkpoints: 'checkpoints',
  history: 'history.csv',
  samples: 'samples.txt',
  report: 'report.html',
} as const;

/** The text that a run is trained on. */
export interface TextRecord {
  /** Code points of the whole text. */
  readonly characters: number;
  /** Tokens that the run's tokenizer makes of it. */
  readonly tokens: number;
  /** Different tokens that the tokenizer has. */
  readonly vocabulary: number;
  readonly sha256: string;
}

/** What `run.json` holds. */
export interface RunRecord {
  readonly settings: RunSettings;
  readonly text: TextRecord;
  /** The backend that it was begun with, and goes on with. */
  readonly backend: BackendChoice;
}

const format = 'refrain-run';
const version = 2;
const positive = z.number().int().positive();

const recordSchema: z.ZodType<RunRecord> = z.strictObject({
  settings: z.strictObject({
    corpus: z.string(),
    preset: z.enum(presetNames),
    tokenizer: z.enum(tokenizerKinds),
    vocabulary: positive.optional(),
    lowercase: z.boolean(),
    embedding: z.union([positive, z.literal('one-hot')]),
    cell: z.enum(['gru', 'lstm', 'rnn']),
    units: z.array(positive).min(1),
    dropout: z.number(),
    recurrentDropout: z.number(),
    length: positive,
    batch: positive,
    stateful: z.boolean(),
    optimizer: z.enum(['nadam', 'adam', 'adamw', 'rmsprop', 'sgd']),
    learningRate: z.number().positive(),
    schedule: z.union([
      z.strictObject({ kind: z.literal('constant') }),
      z.strictObject({ kind: z.literal('cosine'), warmupSteps: z.number(), finalFraction: z.number() }),
      z.strictObject({ kind: z.literal('decay'), factor: z.number(), fromEpoch: z.number() }),
    ]),
    clipNorm: z.number().positive().optional(),
    clipValue: z.number().positive().optional(),
    weightDecay: z.number().optional(),
    steps: positive.optional(),
    epochs: positive.optional(),
    seed: z.number().int(),
    split: z.strictObject({
      positions: z.tuple([z.number(), z.number()]).optional(),
      fractions: z.tuple([z.number(), z.number()]),
    }),
    monitor: z.enum(['validationLoss', 'validationAccuracy']),
    validateEvery: positive,
    sampleEvery: positive,
    checkpointEvery: positive,
    prompt: z.string().min(1),
  }),
  text: z.strictObject({ characters: positive, tokens: positive, vocabulary: positive, sha256: z.string() }),
  backend: z.enum(['tensorflow-gpu', 'refrain', 'tensorflow', 'cpu']),
}) as z.ZodType<RunRecord>;

/** The folder that a run goes into where none is given. */
export function defaultRunDirectory(settings: RunSettings): string {
  const corpus = basename(settings.corpus).replace(/\.[^.]*$/, '');
  const { preset, tokenizer, vocabulary } = settings;
  const tokens = tokenizer === 'char' ? [] : [tokenizer, vocabulary];
  return join('runs', [corpus, preset, ...tokens].join('-'));
}

/** Whether the folder holds a run, finished or not. */
export async function holdsRun(directory: string): Promise<boolean> {
  try {
    return (await stat(join(directory, runFiles.run))).isFile();
  } catch {
    return false;
  }
}

/** Begins a run: from here on the folder holds one. */
export async function writeRun(
  store: ArtifactStore,
  { record, tokenizer }: { record: RunRecord; tokenizer: Tokenizer },
) {
  await store.write(runFiles.tokenizer, encodeJson(tokenizer));
  // Parsing puts the fields in one order, however the settings came about.
  await store.write(runFiles.run, encodeJson({ format, version, ...recordSchema.parse(record) }));
}

/**
 * Reads a run's record.
 *
 * @throws CommandError if the folder holds no run
 * @throws ArtifactError if the record is broken or of another version
 */
export async function readRun(directory: string): Promise<RunRecord> {
  if (!(await holdsRun(directory))) throw await noRun(directory);
  const content = await readJson(fileStore(directory), runFiles.run);
  const { format: foundFormat, version: foundVersion, ...rest } = content as Record<string, unknown>;
  if (foundFormat !== format || foundVersion !== version) {
    throw broken(
      runFiles.run,
      `it is of format ${String(foundFormat)}, version ${String(foundVersion)}, where ${format}, version ${version} can be read. Use the version of Refrain that wrote it.`,
    );
  }
  const parsed = recordSchema.safeParse(rest);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw broken(
    runFiles.run,
    `at ${issue.path.join('.') || 'its top'}: ${issue.message}. Use another copy of the file.`,
  );
}

/** Reads a run's tokenizer. */
export async function readTokenizer(store: ArtifactStore): Promise<Tokenizer> {
  const json = await readJson(store, runFiles.tokenizer);
  try {
    return tokenizerFromJSON(json as Parameters<typeof tokenizerFromJSON>[0]);
  } catch (cause) {
    throw broken(runFiles.tokenizer, `${(cause as Error).message} Use another copy of the file.`);
  }
}

/** Identifies a tokenizer in the model's configuration. */
export function tokenizerHash(tokenizer: Tokenizer): Promise<string> {
  return sha256(encodeJson(tokenizer));
}

async function readJson(store: ArtifactStore, name: string): Promise<unknown> {
  const bytes = await store.read(name);
  try {
    const content: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof content === 'object' && content !== null) return content;
  } catch {
    // The error below says it.
  }
  throw broken(name, 'it is not a JSON object. Use another copy of the file.');
}

function encodeJson(content: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
}

function broken(artifact: string, reason: string): ArtifactError {
  return new ArtifactError({ artifact, message: `expected ${artifact} to be a run's file; ${reason}` });
}

/** The error for a folder without a run: names the runs beside it, and how to make one. */
async function noRun(directory: string): Promise<CommandError> {
  const parent = dirname(join(directory, '.'));
  const names = await readdir(parent).catch(() => []);
  const beside: string[] = [];
  for (const name of names) if (await holdsRun(join(parent, name)).catch(() => false)) beside.push(join(parent, name));
  const found = beside.length > 0 ? ` Runs beside it: ${beside.slice(0, 8).join(', ')}.` : '';
  return new CommandError(
    `--run must be the folder of a run; ${directory} holds none.${found} To train one: ${commandLine('train', '--run', directory)}`,
  );
}
