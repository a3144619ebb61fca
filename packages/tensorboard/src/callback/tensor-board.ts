import { join } from 'node:path';
import { assertKnownOptions, assertPositiveInteger, refuse } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { saveEmbeddings } from '../embeddings/embedding-files.js';
import type { Embedding } from '../embeddings/embedding.js';
import { createEventFile, hasEventFiles } from './event-file.js';
import type { EventFile } from './event-file.js';
import { rowScalars, stepScalars } from './scalars.js';
import type { HistoryRow, Scalars, StepReport } from './scalars.js';

/** Options of {@link tensorBoard}. */
export interface TensorBoardOptions {
  /** The folder to give to `tensorboard --logdir`, or one below it; made where it is not there. */
  readonly directory: string;
  /** Writes the loss, metrics and learning rate of single steps too, every so many. @default only rows of the history */
  readonly everySteps?: number;
  /** Gives the vectors for the Embedding Projector, as they are now. @default no embeddings */
  readonly embeddings?: () => readonly Embedding[] | Promise<readonly Embedding[]>;
  /** The time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/** The part of a training run that the callback reads. */
export interface ObservedRun {
  /** The step that the run was resumed from; undefined for a run from the beginning. */
  readonly resumedFrom: number | undefined;
}

/** What {@link tensorBoard} gives: a `Callback` of `@refrain/training`. */
export interface TensorBoardCallback {
  readonly name: string;
  onStart(run: ObservedRun): Promise<void>;
  onStep(report: StepReport): Promise<void> | undefined;
  onRow(row: HistoryRow): Promise<void>;
  onEpoch(): Promise<void>;
  onEnd(ending: { readonly outcome: string }): Promise<void>;
}

/**
 * Writes a training run down for TensorBoard while it goes on, as Keras's callback of that name does: the rows of the
 * history as `epoch_loss`, `epoch_accuracy`, … below `train` and `validation`, single steps as `batch_loss`, ….
 *
 * Every chart has the run's steps as its axis, so that curves of steps and of rows lie over each other (Keras counts
 * epochs for the latter; the tag `epoch` tells them here). A row is on the disk when the next step begins.
 *
 * A resumed run goes on in a new file, which tells TensorBoard to forget whatever was written behind the checkpoint; a
 * run begun anew in the same folder takes the place of the one before. No file is ever changed or removed.
 *
 * Embeddings are written below `train` as each epoch ends and as the run ends, unless it failed; put this callback
 * behind `earlyStopping` for those that it restores.
 *
 * @throws InvalidArgumentError for an option that is unknown or out of its range
 * @throws ArtifactError while training, if a file can't be written
 * @example
 * await train({ model, data, validation, optimizer, epochs: 10, callbacks: [tensorBoard({ directory: 'logs/first' })] });
 * // tensorboard --logdir logs
 */
export function tensorBoard(options: TensorBoardOptions): TensorBoardCallback {
  assertKnownOptions('tensorBoard', options, ['directory', 'everySteps', 'embeddings', 'now']);
  const { directory, everySteps, embeddings, now = () => Date.now() } = options;
  if (typeof directory !== 'string' || directory === '')
    refuse('directory', directory, { expected: "a folder's path" });
  if (everySteps !== undefined) assertPositiveInteger('everySteps', everySteps);
  if (embeddings !== undefined && typeof embeddings !== 'function') {
    refuse('embeddings', embeddings, { expected: 'a function that gives an array of embeddings' });
  }
  const folderOf = (part: Part): string => join(directory, part);
  const files = new Map<Part, EventFile>();
  let firstStep = 0;

  const begin = async (part: Part): Promise<EventFile> => {
    const wallTime = now() / 1000;
    const file = await createEventFile(folderOf(part), wallTime);
    files.set(part, file);
    await file.append([{ kind: 'sessionStart', wallTime, step: firstStep }]);
    return file;
  };
  const write = async (part: Part, { step, scalars }: { step: number; scalars: Scalars }): Promise<EventFile> => {
    const file = files.get(part) ?? (await begin(part));
    const wallTime = now() / 1000;
    await file.append(scalars.map(([tag, value]) => ({ kind: 'scalar', wallTime, step, tag, value }) as const));
    return file;
  };
  const writeEmbeddings = async (): Promise<void> => {
    if (embeddings) await saveEmbeddings(fileStore(folderOf('train')), await embeddings());
  };

  return {
    name: 'tensorBoard',
    async onStart({ resumedFrom }) {
      firstStep = resumedFrom === undefined ? 0 : resumedFrom + 1;
      await begin('train');
      // What is no longer true is to be forgotten now, not only when this run validates.
      if (await hasEventFiles(folderOf('validation'))) await begin('validation');
    },
    onStep(report) {
      const { step } = report;
      if (everySteps === undefined || step % everySteps !== 0) return undefined;
      return write('train', { step, scalars: stepScalars(report) }).then(() => undefined);
    },
    async onRow(row) {
      const scalars = rowScalars(row);
      for (const part of parts) {
        if (scalars[part].length === 0) continue;
        const file = await write(part, { step: row.step, scalars: scalars[part] });
        await file.flush();
      }
    },
    onEpoch: writeEmbeddings,
    async onEnd({ outcome }) {
      const open = [...files.values()];
      files.clear();
      for (const file of open) await file.close();
      if (outcome !== 'failed') await writeEmbeddings();
    },
  };
}

/** Below these names TensorBoard shows two curves in one chart, as with Keras. */
const parts = ['train', 'validation'] as const;
type Part = (typeof parts)[number];
