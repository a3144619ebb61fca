import { basename, join } from 'node:path';
import { backendSchema, runFiles as files, trainingShape } from '@refrain/app-kit/runs';
import type { RunFormat } from '@refrain/app-kit/runs';
import type { BackendChoice } from '@refrain/backend';
import { z } from 'zod';
import { attentionKinds, attentionOrders, readoutKinds, tokenizerKinds } from './hyper-parameters.js';
import { presetNames } from './presets.js';
import type { RunSettings } from './settings.js';

/**
 * What lies where in a run's folder:
 * - `run.json`: the settings, and which pairs it is trained on
 * - `config.json`, `weights.safetensors`, a tokenizer for each language: the model to translate with
 * - `checkpoints/step-000123/`: all that is needed to go on
 * - `history.csv`, `samples.txt`: what happened, `report.html`: the same to look at
 */
export const runFiles = {
  ...files,
  sourceTokenizer: 'source-tokenizer.json',
  targetTokenizer: 'target-tokenizer.json',
  report: 'report.html',
} as const;

/** The pairs that a run is trained on. */
export interface PairsRecord {
  /** Pairs that are trained on. */
  readonly training: number;
  readonly validation: number;
  readonly test: number;
  /** Identifies all pairs of the corpus. */
  readonly sha256: string;
}

/** What `run.json` holds. */
export interface RunRecord {
  readonly settings: RunSettings;
  readonly pairs: PairsRecord;
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
    tokenizer: z.enum(tokenizerKinds),
    vocabulary: positive,
    lowercase: z.boolean(),
    removeInvertedMarks: z.boolean(),
    embedding: positive,
    cell: z.enum(['gru', 'lstm']),
    units: z.array(positive).min(1),
    bidirectional: z.boolean(),
    attention: z.enum(attentionKinds),
    attentionOrder: z.enum(attentionOrders).optional(),
    readout: z.enum(readoutKinds).optional(),
    inputFeeding: z.boolean(),
    tiedOutput: z.boolean(),
    sharedVocabulary: z.boolean().optional(),
    dropout: z.number(),
    labelSmoothing: z.number(),
    sampledSoftmax: positive.optional(),
    scheduledSampling: z.number(),
    maxLength: positive,
    bucketWidth: positive.optional(),
    embeddingRate: z.number().optional(),
    trainingPairs: positive.optional(),
    validation: positive,
    test: positive,
    sampleEvery: positive,
  }),
  pairs: z.strictObject({ training: positive, validation: natural, test: natural, sha256: z.string() }),
  backend: backendSchema,
}) as z.ZodType<RunRecord>;

/** What `run.json` is in this app. */
export const runFormat: RunFormat<RunRecord> = { format: 'refrain-translation-run', version: 2, schema };

/** The folder that a run goes into where none is given. */
export function defaultRunDirectory({ corpus, preset }: RunSettings): string {
  return join('runs', `${basename(corpus).replace(/\.[^.]*$/, '')}-${preset}`);
}
