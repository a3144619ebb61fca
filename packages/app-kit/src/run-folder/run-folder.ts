import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import type { z } from 'zod';
import { CommandError, UsageError } from '../command-line/errors.js';
import { commandLine } from '../command-line/invocation.js';
import { brokenFile, encodeJson, readJson } from './json-file.js';

/** What lies in the folder of every run, whatever the app; a run's own files are the app's. */
export const runFiles = {
  /** The settings, and what the run is trained on. */
  run: 'run.json',
  /** The model that the run keeps, with its weights beside it; written when the training has come to its end. */
  config: 'config.json',
  /** All that is needed to go on. */
  checkpoints: 'checkpoints',
  history: 'history.csv',
  samples: 'samples.txt',
} as const;

/** What an app's `run.json` holds. */
export interface RunFormat<Record> {
  /** Tells the runs of one app from those of others. */
  readonly format: string;
  readonly version: number;
  readonly schema: z.ZodType<Record>;
}

/** Whether the folder holds a run, finished or not, of whichever app. */
export async function holdsRun(directory: string): Promise<boolean> {
  try {
    return (await stat(join(directory, runFiles.run))).isFile();
  } catch {
    return false;
  }
}

/** Begins a run: from here on the folder holds one. */
export async function writeRecord<Record extends object>(
  store: ArtifactStore,
  { format, version, schema }: RunFormat<Record>,
  record: Record,
): Promise<void> {
  // Parsing puts the fields in one order, however the settings came about.
  await store.write(runFiles.run, encodeJson({ format, version, ...schema.parse(record) }));
}

/**
 * Reads a run's record.
 *
 * @throws CommandError if the folder holds no run
 * @throws ArtifactError if the record is broken, of another app or of another version
 */
export async function readRecord<Record>(
  directory: string,
  { format, version, schema }: RunFormat<Record>,
): Promise<Record> {
  if (!(await holdsRun(directory))) throw await noRun(directory);
  const content = await readJson(fileStore(directory), runFiles.run);
  const { format: foundFormat, version: foundVersion, ...rest } = content as { format?: unknown; version?: unknown };
  if (foundFormat !== format || foundVersion !== version) {
    const remedy =
      foundFormat === format ? 'Use the version of Refrain that wrote it.' : 'Use the app of Refrain that wrote it.';
    throw brokenFile(
      runFiles.run,
      `it is of format ${String(foundFormat)}, version ${String(foundVersion)}, where ${format}, version ${version} can be read. ${remedy}`,
    );
  }
  const parsed = schema.safeParse(rest);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw brokenFile(
    runFiles.run,
    `at ${issue.path.join('.') || 'its top'}: ${issue.message}. Use another copy of the file.`,
  );
}

/** @throws UsageError if the folder already holds a run, or can't be one */
export async function assertFree(directory: string): Promise<void> {
  const found = await stat(directory).catch(() => undefined);
  if (found && !found.isDirectory()) {
    throw new UsageError(`--run must be a folder; ${directory} is a file. Give the name of another folder.`);
  }
  if (!(await holdsRun(directory))) return;
  throw new UsageError(
    `--run must be a folder without a run; ${directory} holds one. To go on with it:\n  ${commandLine('train', '--run', directory, '--resume')}\n` +
      'To begin another one give another folder with --run.',
  );
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
