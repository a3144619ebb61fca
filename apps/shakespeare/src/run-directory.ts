import { basename, join } from 'node:path';
import { backendSchema, runFiles as files, trainingShape } from '@refrain/app-kit/runs';
import type { RunFormat } from '@refrain/app-kit/runs';
import type { BackendChoice } from '@refrain/backend';
import { z } from 'zod';
import { presetNames } from './presets.js';
import { recurrences, tokenizerKinds } from './presets/hyper-parameters.js';
import type { RunSettings } from './settings.js';
import type { LineRecord } from './text/lines.js';

/**
 * What lies where in a run's folder:
 * - `run.json`: the settings, and which text it is trained on
 * - `config.json`, `weights.safetensors`, `tokenizer.json`: the model to sample from
 * - `checkpoints/step-000123/`: all that is needed to go on
 * - `history.csv`, `samples.txt`: what happened, `report.html`: the same to look at
 * - `missing-words.txt`: the words that have no vector in the file of `--vectors`
 */
export const runFiles = { ...files, tokenizer: 'tokenizer.json', report: 'report.html' } as const;

/** The text that a run is trained on. */
export interface TextRecord {
  /** Code points of the whole text. */
  readonly characters: number;
  /** Tokens that the run's tokenizer makes of it. */
  readonly tokens: number;
  /** Different tokens that the tokenizer has. */
  readonly vocabulary: number;
  readonly sha256: string;
  /** Its lines, where they are the sequences. */
  readonly lines?: LineRecord;
}

/** What `run.json` holds. */
export interface RunRecord {
  readonly settings: RunSettings;
  readonly text: TextRecord;
  /** The backend that it was begun with, and goes on with. */
  readonly backend: BackendChoice;
}

const positive = z.number().int().positive();

const choice = z.union([
  z.strictObject({ greedy: z.literal(true) }),
  z.strictObject({ temperature: z.number() }),
  z.strictObject({ scaleFactor: z.number() }),
]);

const schema: z.ZodType<RunRecord> = z.strictObject({
  settings: z.strictObject({
    ...trainingShape,
    corpus: z.string(),
    preset: z.enum(presetNames),
    tokenizer: z.enum(tokenizerKinds),
    vocabulary: positive.optional(),
    gutenberg: z.boolean().optional(),
    joinLines: z.boolean().optional(),
    characters: positive.optional(),
    lines: z.strictObject({ end: z.enum(['newline', 'token']), padding: z.enum(['pre', 'post']) }).optional(),
    lowercase: z.boolean(),
    embedding: z.union([positive, z.literal('one-hot')]),
    vectors: z.string().optional(),
    frozen: z.boolean().optional(),
    cell: z.enum(['gru', 'lstm', 'rnn']),
    recurrence: z.enum(recurrences).optional(),
    units: z.array(positive).min(1),
    initialization: z.union([z.enum(['keras', 'pytorch']), z.strictObject({ deviation: z.number() })]).optional(),
    dropout: z.number(),
    recurrentDropout: z.number(),
    length: positive,
    stateful: z.boolean(),
    movingCuts: z.boolean().optional(),
    clipValue: z.number().positive().optional(),
    momentum: z.number().optional(),
    rmsprop: z.enum(['char-rnn', 'keras']).optional(),
    split: z.strictObject({
      positions: z.tuple([z.number(), z.number()]).optional(),
      fractions: z.tuple([z.number(), z.number()]),
    }),
    perplexity: z.boolean().optional(),
    sampleEvery: positive.optional(),
    whileTraining: z.array(choice).optional(),
    atEnd: z.array(choice).optional(),
    prompt: z.string(),
  }),
  text: z.strictObject({
    characters: positive,
    tokens: positive,
    vocabulary: positive,
    sha256: z.string(),
    lines: z
      .strictObject({
        count: positive,
        longest: positive,
        openings: z.array(z.tuple([z.string(), positive])).min(1),
      })
      .optional(),
  }),
  backend: backendSchema,
}) as z.ZodType<RunRecord>;

/** What `run.json` is in this app. */
export const runFormat: RunFormat<RunRecord> = { format: 'refrain-run', version: 2, schema };

/** The folder that a run goes into where none is given. */
export function defaultRunDirectory(settings: RunSettings): string {
  const corpus = basename(settings.corpus).replace(/\.[^.]*$/, '');
  const { preset, tokenizer, vocabulary } = settings;
  const tokens = tokenizer === 'char' ? [] : [tokenizer, vocabulary];
  return join('runs', [corpus, preset, ...tokens].join('-'));
}
