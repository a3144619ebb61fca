import { join } from 'node:path';
import type { BackendChoice } from '@refrain/backend';
import { ArtifactError, sha256 } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { assignVariables, latestCheckpoint, loadCheckpoint } from '@refrain/training';
import type { Checkpoint } from '@refrain/training';
import { progressBar } from '@refrain/training/node';
import pc from 'picocolors';
import { useBackend } from './backend.js';
import type { ChosenBackend } from './backend.js';
import { corpusText, corpusTitle } from './corpus.js';
import { CommandError } from './errors.js';
import { assertExtendable } from './extension.js';
import { watchInterruption } from './interruption.js';
import { commandLine } from './invocation.js';
import { readTokenizer, runFiles, tokenizerHash, writeRun } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import { describeSession, showResults } from './screen/results.js';
import { tokenUnit } from './run-tokenizer.js';
import type { RunSettings, TrainOptions } from './settings.js';
import { characterCount } from './text-parts.js';
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
export async function trainRun(request: TrainRequest): Promise<void> {
  const { settings, directory, options, stored } = request;
  const { replaceUnknown = false } = options;
  const text = await corpusText(settings.corpus);
  if (stored) await assertSameText(stored, text);
  const backend = await useBackend(options.backend ?? stored?.backend);
  const prompt = stored ? stored.settings.prompt : options.prompt;
  const tokenizer = stored && (await readTokenizer(fileStore(directory)));
  const session = await openSession(settings, { directory, text, tokenizer, prompt, replaceUnknown });
  process.stdout.write(describeSession(session, backend));
  const resume = stored ? await takeUp(stored, { session, directory, ...backend }) : await begin(session, backend);

  const bar = progressBar({ unit: `${tokenUnit(settings)}s`, stream: process.stdout });
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
  const modelStep = bestStep ?? history.step;
  await keepModel(session, modelStep);
  await showResults(session, { directory, history, modelStep });
}

/** Writes down what the run is, so that it can be resumed from here on. */
async function begin(session: Session, { backend }: ChosenBackend): Promise<undefined> {
  const { store, settings, text, tokenizer } = session;
  await writeRun(store, { record: { settings, text, backend }, tokenizer });
}

/** The checkpoint to go on from; undefined for a run that was stopped before its first one. */
async function takeUp(
  stored: RunRecord,
  { session, directory, backend }: { session: Session; directory: string; backend: BackendChoice },
): Promise<Checkpoint | undefined> {
  const { store, settings, tokenizer, steps, data } = session;
  const checkpoint = await newestCheckpoint(store, directory);
  const made = checkpoint?.step ?? 0;
  const formerSteps = stored.settings.steps ?? stored.settings.epochs! * data.size!;
  if (formerSteps !== steps) {
    assertExtendable(settings, { steps: formerSteps, made });
    await writeRun(store, { record: { ...stored, settings }, tokenizer });
  }
  process.stdout.write(`going on behind step ${made} of ${steps}\n`);
  if (backend !== stored.backend) {
    const note = `the run was begun on the backend ${stored.backend}; on ${backend} it won't end with the same bytes`;
    process.stdout.write(`${pc.yellow('note:')} ${note}\n`);
  }
  return checkpoint;
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

/** @throws CommandError if the corpus is no longer the text that the run was begun with */
async function assertSameText({ text, settings }: RunRecord, found: string): Promise<void> {
  if (text.sha256 === (await sha256(new TextEncoder().encode(found)))) return;
  throw new CommandError(
    `--resume needs the text that the run was begun with, of ${text.characters} characters; ${corpusTitle(settings.corpus)} has changed since, ` +
      `and has ${characterCount(found)}. Bring the old text back, or begin another run in another folder with --run.`,
  );
}

function diverged(reason: string, directory: string): CommandError {
  return new CommandError(
    `the training was ended because ${reason}. Begin another run with a smaller --learning-rate, or with --clip-norm 1; ` +
      `what was saved before stays in ${join(directory, runFiles.checkpoints)}.`,
  );
}
