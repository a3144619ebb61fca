import { Random } from '@refrain/core';
import type { Dataset, SequenceBatch } from '@refrain/core';
import { consecutiveWindows, shuffledWindows } from '@refrain/data';
import { charRnn } from '@refrain/models';
import type { CharRnn } from '@refrain/models';
import { CommandError } from './errors.js';
import type { RunSettings } from './settings.js';

/** A new model with the run's sizes; its weights depend on the run's seed alone. */
export function newModel(settings: RunSettings, vocabularySize: number): CharRnn {
  const { embedding, cell, units, dropout, recurrentDropout, seed } = settings;
  return charRnn(
    { vocabularySize, embedding, cell, units, dropout, recurrentDropout },
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
    throw new CommandError(
      `--corpus must leave at least ${needed} characters to train on, for a window of ${length} and the character behind it${strips}; ` +
        `received ${ids.length}. Give a longer text, or a smaller --length${stateful ? ' or --batch' : ''}.`,
    );
  }
  return stateful
    ? consecutiveWindows(ids, { length, batchSize: batch })
    : shuffledWindows(ids, { length, batchSize: batch, seed });
}

/**
 * What a text is measured on, read as in training. Carried state goes through strips that are long enough for their
 * beginnings not to count; without it, windows don't overlap and each begins at the zero state. What fills no whole
 * window at the end of a strip, or of the text, is left out.
 *
 * @returns undefined where there is nothing to predict
 */
export function measuringData(settings: RunSettings, ids: Int32Array): Dataset<SequenceBatch> | undefined {
  const length = Math.min(settings.length, ids.length - 1);
  if (length < 1) return undefined;
  if (!settings.stateful) return shuffledWindows(ids, { length, batchSize: 64, seed: 0, shift: length });
  const longStrips = Math.floor(ids.length / (windowsPerStrip * (length + 1)));
  return consecutiveWindows(ids, { length, batchSize: Math.max(1, Math.min(longStrips, 32)) });
}

/** Windows that a strip has at least, where the text is long enough for more than one strip. */
const windowsPerStrip = 16;
