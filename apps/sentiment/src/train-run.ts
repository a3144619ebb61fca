import { CommandError } from '@refrain/app-kit';
import { tokenizerHash, writeRecord, writeTokenizer } from '@refrain/app-kit/runs';
import type { RequestedRun } from '@refrain/app-kit/runs';
import {
  newestCheckpoint,
  runInterruptibly,
  takeUpRun,
  useBackend,
  useCheckpoint,
  writeMissingWords,
} from '@refrain/app-kit/training';
import type { ChosenBackend } from '@refrain/app-kit/training';
import { fileStore } from '@refrain/core/node';
import { progressBar } from '@refrain/training/node';
import { corpusTitle } from './corpus.js';
import { newClassifier } from './new-classifier.js';
import type { NewClassifier } from './new-classifier.js';
import { runFiles, runFormat } from './run-directory.js';
import type { RunRecord } from './run-directory.js';
import { runTexts } from './run-texts.js';
import type { RunTexts } from './run-texts.js';
import { describeSession, showResults } from './screen/results.js';
import type { RunSettings, TrainOptions } from './settings.js';
import { openSession, runTraining } from './training-session.js';
import type { Session } from './training-session.js';
import { storedClassifier } from './trained-model.js';

/** What `train` has found out before anything heavy is loaded. */
export interface TrainRequest extends RequestedRun<RunSettings, RunRecord> {
  readonly options: TrainOptions;
}

/** Trains a run to its end or to Ctrl-C, then keeps the model and shows what it learned. */
export async function trainRun({ settings, directory, options, stored }: TrainRequest): Promise<void> {
  const texts = await runTexts(settings);
  if (stored) assertSameTexts(stored, texts);
  const backend = await useBackend(options.backend ?? stored?.backend);
  const store = fileStore(directory);
  const checkpoint = stored && (await newestCheckpoint(store, directory));
  const begun: NewClassifier = checkpoint
    ? { settings, classifier: await storedClassifier(settings, store, 'new') }
    : await newClassifier(settings, texts.training);
  const session = await openSession(begun.settings, { store, texts, classifier: begun.classifier });
  process.stdout.write(describeSession(session, { backend, missingWords: begun.missingWords }));
  if (stored) {
    const stepsPerEpoch = session.data.size!;
    await takeUpRun(session.settings, { store, format: runFormat, stored, checkpoint, stepsPerEpoch, backend });
  } else await begin(session, begun, backend);

  const bar = progressBar({ unit: 'texts', stream: process.stdout });
  const trained = await runInterruptibly({ directory, steps: session.steps, print: bar.print }, (signal) =>
    runTraining(session, { directory, resume: checkpoint, signal, callbacks: [bar] }),
  );
  if (trained === undefined) return;
  const { history, bestStep } = trained;
  await keepModel(session, bestStep ?? history.step);
  await showResults(session, { directory, history, modelStep: bestStep ?? history.step });
}

/** Writes down what the run is, so that it can be resumed from here on. */
async function begin(session: Session, { missingWords }: NewClassifier, { backend }: ChosenBackend): Promise<void> {
  const { store, settings, texts, classifier } = session;
  if (missingWords) await writeMissingWords(store, missingWords);
  if (classifier.words)
    await writeTokenizer(store, { name: runFiles.tokenizer, tokenizer: classifier.words.tokenizer });
  const { training, validation, test, sha256 } = texts;
  const sizes = { training: training.length, validation: validation.length, test: test.length, sha256 };
  await writeRecord(store, runFormat, { settings, texts: sizes, backend });
}

/** Saves the weights that validated best as the run's model. */
async function keepModel({ store, classifier: { model, words } }: Session, step: number): Promise<void> {
  await useCheckpoint(model, store, step);
  await model.save(store, words ? { tokenizerHash: await tokenizerHash(words.tokenizer) } : {});
}

/** @throws CommandError if the corpus no longer holds the texts that the run was begun with */
function assertSameTexts({ texts, settings }: RunRecord, found: RunTexts): void {
  if (texts.sha256 === found.sha256) return;
  throw new CommandError(
    `--resume needs the texts that the run was begun with; ${corpusTitle(settings.corpus)} has changed since. ` +
      'Bring the old ones back, or begin another run in another folder with --run.',
  );
}
