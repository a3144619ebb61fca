import { CommandError } from '@refrain/app-kit';
import { Random } from '@refrain/core';
import type { Dataset, SequenceBatch } from '@refrain/core';
import { consecutiveWindows, shuffledWindows } from '@refrain/data';
import { charRnn } from '@refrain/models';
import type { CharRnn } from '@refrain/models';
import { tokenUnit } from './text/run-tokenizer.js';
import type { RunSettings } from './settings.js';

/** A new model with the run's sizes; its weights depend on the run's seed alone. */
export function newModel(settings: RunSettings, vocabularySize: number): CharRnn {
  const { embedding, cell, units, dropout, recurrentDropout, initialization = 'keras', seed } = settings;
  return charRnn(
    { vocabularySize, embedding, cell, units, dropout, recurrentDropout, initialization },
    new Random(seed).fork('weights'),
  );
}

/**
 * What a run trains on: consecutive windows in as many strips as a batch has rows, or all windows shuffled.
 *
 * @throws CommandError if the text is too short for one batch, or one window
 */
export function trainingData(settings: RunSettings, ids: Int32Array): Dataset<SequenceBatch> {
  const { stateful, length, batch, seed } = settings;
  const needed = stateful ? batch * (length + 1) : length + 1;
  if (ids.length < needed) {
    const strips = stateful ? ` in each of ${batch} strips` : '';
    const unit = tokenUnit(settings);
    throw new CommandError(
      `--corpus must leave at least ${needed} ${unit}s to train on, for a window of ${length} and the ${unit} behind it${strips}; ` +
        `received ${ids.length}. Give a longer text, or a smaller --length${stateful ? ' or --batch' : ''}.`,
    );
  }
  return stateful
    ? consecutiveWindows(ids, { length, batchSize: batch })
    : shuffledWindows(ids, { length, batchSize: batch, seed });
}
