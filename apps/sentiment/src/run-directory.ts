import { basename, dirname, join } from 'node:path';
import { backendSchema, runFiles as files, trainingShape } from '@refrain/app-kit/runs';
import type { RunFormat } from '@refrain/app-kit/runs';
import type { BackendChoice } from '@refrain/backend';
import { z } from 'zod';
import { presetNames } from './presets.js';
import { maskings, poolings, tokenizerKinds } from './presets/hyper-parameters.js';
import type { RunSettings } from './settings.js';

/**
 * What lies where in a run's folder:
 * - `run.json`: the settings, and which texts it is trained on
 * - `config.json`, `weights.safetensors`, `tokenizer.json`: the model to classify with
 * - `checkpoints/step-000123/`: all that is needed to go on
 * - `history.csv`: what happened, `report.html`: the same to look at, `tensorboard`: the same for TensorBoard
 * - `missing-words.txt`: the words that have no vector in the file of `--vectors`
 */
export const runFiles = {
  ...files,
  tokenizer: 'tokenizer.json',
  report: 'report.html',
  tensorboard: 'tensorboard',
} as const;

/** The texts that a run is trained on. */
export interface TextsRecord {
  readonly training: number;
  readonly validation: number;
  readonly test: number;
  /** Identifies all texts of the corpus with their labels. */
  readonly sha256: string;
}

/** What `run.json` holds. */
export interface RunRecord {
  readonly settings: RunSettings;
  readonly texts: TextsRecord;
  /** The backend that it was begun with, and goes on with. */
  readonly backend: BackendChoice;
}

const positive = z.number().int().positive();
const natural = z.number().int().nonnegative();

const schema = z.strictObject({
  settings: z.strictObject({
    ...trainingShape,
    corpus: z.string(),
    preset: z.enum(presetNames),
    encoder: z.literal('universal-sentence-encoder').optional(),
    tokenizer: z.enum(tokenizerKinds).optional(),
    vocabulary: positive.optional(),
    embedding: positive.optional(),
    vectors: z.string().optional(),
    frozen: z.boolean().optional(),
    languageModel: z.string().optional(),
    fromScratch: z.boolean().optional(),
    unfreezeEvery: positive.optional(),
    layerRate: z.number().positive().optional(),
    cell: z.enum(['gru', 'lstm', 'rnn']).optional(),
    units: z.array(positive).min(1).optional(),
    bidirectional: z.boolean().optional(),
    pooling: z.enum(poolings).optional(),
    initialization: z.enum(['keras', 'pytorch']).optional(),
    recurrentDropout: z.number().optional(),
    outputDropout: z.number().optional(),
    masking: z.enum(maskings).optional(),
    maxLength: positive.optional(),
    dropout: z.number(),
    hidden: positive.optional(),
    bucketWidth: positive.optional(),
    longestFirst: z.boolean().optional(),
    labels: positive.optional(),
    validation: z.number(),
    test: z.number(),
    tensorboard: z.boolean().optional(),
  }),
  texts: z.strictObject({ training: positive, validation: natural, test: positive, sha256: z.string() }),
  backend: backendSchema,
}) as z.ZodType<RunRecord>;

/** What `run.json` is in this app. */
export const runFormat: RunFormat<RunRecord> = { format: 'refrain-sentiment-run', version: 1, schema };

/** The folder that a run goes into where none is given. */
export function defaultRunDirectory({ corpus, preset }: RunSettings): string {
  return join('runs', `${corpusStem(corpus)}-${preset}`);
}

/** The corpus in a word: its name, or that of its file; of a `train.tsv` that of its folder. */
function corpusStem(corpus: string): string {
  const stem = basename(corpus).replace(/\.[^.]*$/, '');
  return stem === 'train' ? basename(dirname(corpus)) : stem;
}
