import { CommandError } from '@refrain/app-kit';
import { tokenizerHash, writeRecord } from '@refrain/app-kit/runs';
import { newestCheckpoint, runInterruptibly, takeUpRun, useBackend, useCheckpoint } from '@refrain/app-kit/training';
import type { ChosenBackend } from '@refrain/app-kit/training';
import { fileStore } from '@refrain/core/node';
import { progressBar } from '@refrain/training/node';
import pc from 'picocolors';
import { corpusTitle, runPairs } from './corpus.js';
import type { RunPairs } from './corpus.js';
import { runFormat } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import { readTokenizers, writeTokenizers } from './run-tokenizers.js';
import { describeSession, showResults } from './screen/results.js';
import type { RunSettings, TrainOptions } from './settings.js';
import { openSession, runTraining } from './training-session.js';
import type { Session } from './training-session.js';

/** What `train` has found out before anything heavy is loaded. */
export interface TrainRequest {
  readonly settings: RunSettings;
  readonly directory: string;
  readonly options: TrainOptions;
  /** The run to go on with; undefined for a new one. */
  readonly stored: RunRecord | undefined;
}

/** Trains a run to its end or to Ctrl-C, then keeps the model and shows what it learned. */
export async function trainRun({ settings, directory, options, stored }: TrainRequest): Promise<void> {
  const pairs = await runPairs(settings);
  if (stored) assertSamePairs(stored, pairs);
  const backend = await useBackend(options.backend ?? stored?.backend);
  const tokenizers = stored && (await readTokenizers(fileStore(directory)));
  const session = openSession(settings, { directory, pairs, tokenizers });
  process.stdout.write(describeSession(session, backend));
  const { store, data } = session;
  const checkpoint = stored && (await newestCheckpoint(store, directory));
  if (!stored) await begin(session, backend);
  else await takeUpRun(settings, { store, format: runFormat, stored, checkpoint, stepsPerEpoch: data.size!, backend });

  const bar = progressBar({ stream: process.stdout });
  const trained = await runInterruptibly({ directory, steps: session.steps, print: bar.print }, (signal) =>
    runTraining(session, {
      resume: checkpoint,
      signal,
      callbacks: [bar],
      onSample: ({ step, text }) => bar.print(`${pc.dim(`── step ${step}`)}\n${text}`),
    }),
  );
  if (trained === undefined) return;
  const { history, bestStep } = trained;
  await keepModel(session, bestStep ?? history.step);
  await showResults(session, { directory, history, modelStep: bestStep ?? history.step });
}

/** Writes down what the run is, so that it can be resumed from here on. */
async function begin(session: Session, { backend }: ChosenBackend): Promise<void> {
  const { store, settings, pairs, tokenizers } = session;
  await writeTokenizers(store, tokenizers);
  const sizes = {
    training: pairs.training.length,
    validation: pairs.validation.length,
    test: pairs.test.length,
    sha256: pairs.sha256,
  };
  await writeRecord(store, runFormat, { settings, pairs: sizes, backend });
}

/** Saves the weights that validated best as the run's model. */
async function keepModel({ store, model, tokenizers }: Session, step: number): Promise<void> {
  await useCheckpoint(model, store, step);
  await model.save(store, { tokenizerHash: await tokenizerHash(tokenizers.source, tokenizers.target) });
}

/** @throws CommandError if the corpus no longer holds the pairs that the run was begun with */
function assertSamePairs({ pairs, settings }: RunRecord, found: RunPairs): void {
  if (pairs.sha256 === found.sha256) return;
  throw new CommandError(
    `--resume needs the pairs that the run was begun with; ${corpusTitle(settings.corpus)} has changed since. ` +
      'Bring the old ones back, or begin another run in another folder with --run.',
  );
}
