import { join } from 'node:path';
import { ArtifactError } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { assignVariables, latestCheckpoint, loadCheckpoint } from '@refrain/training';
import type { Checkpoint } from '@refrain/training';
import pc from 'picocolors';
import { useBackend } from './backend.js';
import type { ChosenBackend } from './backend.js';
import { corpusText, corpusTitle } from './corpus.js';
import { CommandError } from './errors.js';
import { watchInterruption } from './interruption.js';
import { commandLine } from './invocation.js';
import { runFiles, tokenizerHash, writeRun } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import { describeSession, showResults } from './screen/results.js';
import { progressBar } from '@refrain/training/node';
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
  const text = await corpusText(settings.corpus);
  const backend = await useBackend(options.backend ?? stored?.backend);
  const prompt = stored ? stored.settings.prompt : options.prompt;
  const session = await openSession(settings, {
    directory,
    text,
    prompt,
    replaceUnknown: options.replaceUnknown ?? false,
  });
  const { store, tokenizer } = session;
  process.stdout.write(describeSession(session, backend));
  if (stored) assertSameText(stored, session);
  else
    await writeRun(store, {
      record: { settings: session.settings, text: session.text, backend: backend.backend },
      tokenizer,
    });
  const resume = await newestCheckpoint(store, directory);
  if (stored) process.stdout.write(goingOn(stored, { step: resume?.step ?? 0, steps: session.steps, ...backend }));

  const bar = progressBar({ unit: 'characters', stream: process.stdout });
  const interruption = watchInterruption(() => bar.print('Ending the step and saving; Ctrl-C again quits at once.'));
  const { history, bestStep } = await runTraining(session, {
    resume,
    signal: interruption.signal,
    callbacks: [bar],
    onSample: ({ step, text }) => bar.print(`${pc.dim(`── step ${step}`)}\n${text}\n`),
  }).finally(() => interruption.release());
  if (history.outcome === 'aborted') {
    process.stdout.write(`Stopped and saved behind step ${history.step} of ${session.steps}. To go on:\n`);
    process.stdout.write(`  ${pc.cyan(commandLine('train', '--run', directory, '--resume'))}\n`);
    process.exitCode = interruption.exitCode;
    return;
  }
  if (history.outcome === 'stopped') throw diverged(history.reason!, directory);
  await keepModel(session, bestStep ?? history.step);
  await showResults(session, { directory, history, modelStep: bestStep ?? history.step });
}

/** Saves the weights that validated best as the run's model. */
async function keepModel({ store, model, tokenizer }: Session, step: number): Promise<void> {
  const { weights } = await loadCheckpoint(store, { step });
  assignVariables(model.variables(), weights, `the checkpoint of step ${step}`);
  await model.save(store, { tokenizerHash: await tokenizerHash(tokenizer) });
}

/** The checkpoint to go on from. @throws CommandError if it is broken, saying how to go on from an older one */
async function newestCheckpoint(store: ArtifactStore, directory: string): Promise<Checkpoint | undefined> {
  const step = await latestCheckpoint(store);
  if (step === undefined) return undefined;
  try {
    return await loadCheckpoint(store, { step });
  } catch (error) {
    if (!ArtifactError.isInstance(error)) throw error;
    const folder = join(directory, error.artifact.split('/').slice(0, 2).join('/'));
    throw new CommandError(
      `${error.message}\nTo go on from an older checkpoint move ${folder} away, then resume again.`,
    );
  }
}

function goingOn(stored: RunRecord, now: { step: number; steps: number } & ChosenBackend): string {
  const place = `going on behind step ${now.step} of ${now.steps}\n`;
  if (now.backend === stored.backend) return place;
  return `${place}${pc.yellow('note:')} the run was begun on the backend ${stored.backend}; on ${now.backend} it won't end with the same bytes\n`;
}

/** @throws CommandError if the corpus is no longer the text that the run was begun with */
function assertSameText({ text, settings }: RunRecord, session: Session): void {
  if (text.sha256 === session.text.sha256) return;
  throw new CommandError(
    `--resume needs the text that the run was begun with, of ${text.characters} characters; ${corpusTitle(settings.corpus)} has changed since, ` +
      `and has ${session.text.characters}. Bring the old text back, or begin another run in another folder with --run.`,
  );
}

function diverged(reason: string, directory: string): CommandError {
  return new CommandError(
    `the training was ended because ${reason}. Begin another run with a smaller --learning-rate, or with --clip-norm 1; ` +
      `what was saved before stays in ${join(directory, runFiles.checkpoints)}.`,
  );
}
