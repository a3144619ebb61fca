import { ArtifactError, sha256 } from '@refrain/core';
import type { JsonValue, RandomState } from '@refrain/core';
import { z } from 'zod';
import type { HistoryRow } from '../history.js';
import type { Checkpoint } from './checkpoint.js';
import { encodeNumber, numberSchema } from './numbers.js';

const format = 'refrain-checkpoint';
const version = 1;
const arrayFiles = [
  'weights.safetensors',
  'optimizer.safetensors',
  'carry.safetensors',
  'callbacks.safetensors',
] as const;
const count = z.int().nonnegative();
const word = z.int().min(0).max(0xffffffff);

/** A record, since an object's schema would put its own fields first: rows keep their order. */
const rowSchema = z
  .record(z.string(), numberSchema)
  .refine((row) => ['epoch', 'step', 'loss', 'learningRate'].every((name) => Object.hasOwn(row, name)));

const stateSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  step: count,
  epochs: count,
  stepsInEpoch: count,
  random: z.tuple([word, word, word, word]),
  position: z.json().optional(),
  learningRate: z.number(),
  interval: z.strictObject({ steps: count, weight: z.number(), sums: z.array(z.tuple([z.string(), numberSchema])) }),
  optimizer: z.json(),
  callbacks: z.array(z.tuple([z.string(), z.json()])),
  configuration: z.json(),
  history: z.array(rowSchema),
  files: z.array(z.strictObject({ name: z.enum(arrayFiles), size: count, sha256: z.string() })),
});

/** What `state.json` says of another file of its checkpoint. */
export interface FileRecord {
  readonly name: (typeof arrayFiles)[number];
  readonly size: number;
  readonly sha256: string;
}

/** All of a checkpoint that is not arrays, with the records of the files that hold those. */
export interface CheckpointState extends Omit<Checkpoint, 'weights' | 'optimizer' | 'carry' | 'callbacks'> {
  readonly optimizer: JsonValue;
  readonly callbacks: ReadonlyMap<string, JsonValue>;
  readonly files: readonly FileRecord[];
}

const separator = ',"sha256":"';
const hashLength = 64;

/** Writes `state.json`: one JSON object whose last field is the SHA-256 of all the bytes before that field. */
export async function encodeState(state: CheckpointState): Promise<Uint8Array> {
  const { interval, history } = state;
  const json = JSON.stringify({
    format,
    version,
    step: state.step,
    epochs: state.epochs,
    stepsInEpoch: state.stepsInEpoch,
    random: state.random,
    position: state.position,
    learningRate: state.learningRate,
    interval: { ...interval, sums: interval.sums.map(([name, sum]) => [name, encodeNumber(sum)]) },
    optimizer: state.optimizer,
    callbacks: [...state.callbacks],
    configuration: state.configuration,
    history: history.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, encodeNumber(value)])),
    ),
    files: state.files,
  });
  const open = new TextEncoder().encode(json.slice(0, -1));
  return new TextEncoder().encode(`${json.slice(0, -1)}${separator}${await sha256(open)}"}\n`);
}

/**
 * Reads `state.json`.
 *
 * @param artifact the file's name, for error messages
 * @throws ArtifactError if a byte of it is missing or changed, or if it is of another version
 */
export async function decodeState(bytes: Uint8Array, artifact: string): Promise<CheckpointState> {
  const parsed = parse(bytes);
  const found = (parsed as { format?: unknown; version?: unknown } | undefined) ?? {};
  if (found.format === format && Number.isInteger(found.version) && found.version !== version) {
    const message = `expected ${artifact} to be of checkpoint version ${version}; it is of version ${String(found.version)}. Go on with the release of Refrain that wrote it.`;
    throw new ArtifactError({ artifact, message });
  }
  const end = bytes.length - (separator.length + hashLength + 3);
  const hash = new TextDecoder().decode(bytes.subarray(Math.max(end, 0)));
  const expected = end < 0 ? undefined : `${separator}${await sha256(bytes.slice(0, end))}"}\n`;
  if (hash !== expected) throw changed(artifact, 'it was cut short or changed');
  const { sha256: _, ...fields } = parsed as { sha256: string };
  const state = stateSchema.safeParse(fields);
  if (!state.success) throw changed(artifact, z.prettifyError(state.error));
  const { callbacks, random, history, ...rest } = state.data;
  return {
    ...(rest as Omit<typeof rest, 'optimizer' | 'configuration' | 'position'> & {
      optimizer: JsonValue;
      configuration: JsonValue;
      position?: JsonValue;
    }),
    random: random as RandomState,
    history: history as HistoryRow[],
    callbacks: new Map(callbacks as [string, JsonValue][]),
  };
}

function parse(bytes: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function changed(artifact: string, reason: string): ArtifactError {
  const message = `expected ${artifact} to be the whole state of a checkpoint; ${reason}.`;
  return new ArtifactError({ artifact, message });
}
