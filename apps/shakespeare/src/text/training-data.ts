import { CommandError } from '@refrain/app-kit';
import type { Dataset, SequenceBatch } from '@refrain/core';
import {
  consecutiveSampling,
  consecutiveWindows,
  fromArray,
  randomSampling,
  sequenceBatch,
  shuffledWindows,
} from '@refrain/data';
import type { RunSettings } from '../settings.js';
import { tokenUnit } from './run-tokenizer.js';

/**
 * What a run trains on, where its sequences are windows of the text: consecutive ones in as many strips as a batch has
 * rows, or shuffled ones; with moving cuts, those that each epoch cuts anew.
 *
 * @throws CommandError if the text is too short for one batch, or one window
 */
export function trainingWindows(settings: RunSettings, ids: Int32Array): Dataset<SequenceBatch> {
  const { stateful, movingCuts, length, batch, seed } = settings;
  assertEnough(settings, ids);
  if (movingCuts) {
    const sampling = { length, batchSize: batch, seed, equalEpochs: true };
    return stateful ? consecutiveSampling(ids, sampling) : randomSampling(ids, sampling);
  }
  return stateful
    ? consecutiveWindows(ids, { length, batchSize: batch })
    : shuffledWindows(ids, { length, batchSize: batch, seed });
}

/** @throws CommandError saying how many tokens a batch needs */
function assertEnough(settings: RunSettings, ids: Int32Array): void {
  const { stateful, movingCuts, length, batch } = settings;
  const rows = stateful || movingCuts ? batch : 1;
  const needed = rows * (length + (movingCuts ? 0 : 1)) + (movingCuts ? length + 1 : 0);
  if (ids.length >= needed) return;
  const strips = stateful ? ` in each of ${batch} strips` : movingCuts ? ` in each of ${batch} rows` : '';
  const unit = tokenUnit(settings);
  throw new CommandError(
    `--corpus must leave at least ${needed} ${unit}s to train on, for a window of ${length} and the ${unit} behind it${strips}; ` +
      `received ${ids.length}. Give a longer text, or a smaller --length${rows > 1 ? ' or --batch' : ''}.`,
  );
}

/**
 * What a run trains on, where its sequences are the lines of the text: shuffled, ragged, each padded to the longest of
 * its batch.
 *
 * @param rows the ids of each line and its end
 * @throws CommandError if there is none
 */
export function trainingLines(settings: RunSettings, rows: readonly Int32Array[]): Dataset<SequenceBatch> {
  if (rows.length === 0) {
    throw new CommandError('--corpus must leave at least one line to train on; received none. Give a longer text.');
  }
  return fromArray(rows)
    .shuffle({ seed: settings.seed })
    .batch(settings.batch)
    .map((batch) => lineBatch(settings, batch));
}

/** Lines as one batch; what is padding counts nowhere. */
export function lineBatch({ lines }: RunSettings, rows: readonly Int32Array[]): SequenceBatch {
  return sequenceBatch(rows, { pad: 0, padding: lines!.padding });
}
