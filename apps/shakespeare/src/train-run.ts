import { assertExtendable, readTokenizer, tokenizerHash, writeRecord, writeTokenizer } from '@refrain/app-kit/runs';
import {
  newestCheckpoint,
  noteOtherBackend,
  runInterruptibly,
  useBackend,
  useCheckpoint,
  writeMissingWords,
} from '@refrain/app-kit/training';
import type { ChosenBackend } from '@refrain/app-kit/training';
import { CommandError } from '@refrain/app-kit';
import { sha256 } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import type { Checkpoint } from '@refrain/training';
import { progressBar } from '@refrain/training/node';
import pc from 'picocolors';
import { corpusText, corpusTitle } from './text/corpus.js';
import { runFiles, runFormat } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import { describeSession } from './screen/describe-session.js';
import { showResults } from './screen/results.js';
import { tokenUnit } from './text/run-tokenizer.js';
import type { RunSettings, TrainOptions } from './settings.js';
import { runText } from './text/run-text.js';
import { characterCount } from './text/text-parts.js';
import { openSession } from './session.js';
import type { Session } from './session.js';
import { runTraining } from './training-session.js';

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
  const text = runText(await corpusText(settings.corpus, settings), settings);
  if (stored) await assertSameText(stored, text);
  const backend = await useBackend(options.backend ?? stored?.backend);
  const prompt = stored ? stored.settings.prompt : options.prompt;
  const tokenizer = stored && (await readTokenizer(fileStore(directory), runFiles.tokenizer));
  const checkpoint = stored && (await newestCheckpoint(fileStore(directory), directory));
  const goesOn = checkpoint !== undefined;
  const session = await openSession(settings, { directory, text, tokenizer, goesOn, prompt, replaceUnknown });
  process.stdout.write(describeSession(session, backend));
  if (stored) await takeUp(stored, { session, checkpoint, backend });
  else await begin(session, backend);

  const bar = progressBar({ unit: `${tokenUnit(settings)}s`, stream: process.stdout });
  const trained = await runInterruptibly({ directory, steps: session.steps, print: bar.print }, (signal) =>
    runTraining(session, {
      resume: checkpoint,
      signal,
      callbacks: [bar],
      onSample: ({ step, text }) => bar.print(`${pc.dim(`── step ${step}`)}\n${text}\n`),
    }),
  );
  if (trained === undefined) return;
  const { history, bestStep } = trained;
  const modelStep = bestStep ?? history.step;
  await keepModel(session, modelStep);
  await showResults(session, { directory, history, modelStep });
}

/** Writes down what the run is, so that it can be resumed from here on. */
async function begin(session: Session, { backend }: ChosenBackend): Promise<void> {
  const { store, settings, text, tokenizer, missingWords } = session;
  if (missingWords) await writeMissingWords(store, missingWords);
  await writeTokenizer(store, { name: runFiles.tokenizer, tokenizer });
  await writeRecord(store, runFormat, { settings, text, backend });
}

/** Says where a run goes on: behind its newest checkpoint, or at its beginning if it was stopped before the first one. */
async function takeUp(
  stored: RunRecord,
  { session, checkpoint, backend }: { session: Session; checkpoint: Checkpoint | undefined; backend: ChosenBackend },
): Promise<void> {
  const { store, settings, steps, data } = session;
  const made = checkpoint?.step ?? 0;
  const formerSteps = stored.settings.steps ?? stored.settings.epochs! * data.size!;
  if (formerSteps !== steps) {
    assertExtendable({ validateEvery: settings.validateEvery ?? data.size! }, { steps: formerSteps, made });
    await writeRecord(store, runFormat, { ...stored, settings });
  }
  process.stdout.write(`going on behind step ${made} of ${steps}\n`);
  noteOtherBackend(stored.backend, backend);
}

/** Saves the weights that validated best as the run's model. */
async function keepModel({ store, model, tokenizer }: Session, step: number): Promise<void> {
  await useCheckpoint(model, store, step);
  await model.save(store, { tokenizerHash: await tokenizerHash(tokenizer) });
}

/** @throws CommandError if the corpus is no longer the text that the run was begun with */
async function assertSameText({ text, settings }: RunRecord, found: string): Promise<void> {
  if (text.sha256 === (await sha256(new TextEncoder().encode(found)))) return;
  throw new CommandError(
    `--resume needs the text that the run was begun with, of ${text.characters} characters; ${corpusTitle(settings.corpus)} has changed since, ` +
      `and has ${characterCount(found)}. Bring the old text back, or begin another run in another folder with --run.`,
  );
}
