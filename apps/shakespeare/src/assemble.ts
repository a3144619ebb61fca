import { Random } from '@refrain/core';
import type { Dataset, SequenceBatch } from '@refrain/core';
import { consecutiveWindows, shuffledWindows } from '@refrain/data';
import { charRnn } from '@refrain/models';
import type { CharRnn } from '@refrain/models';
import { adam, adamW, nadam, rmsprop, sgd } from '@refrain/training';
import type { Optimizer } from '@refrain/training';
import type { RunSettings } from './settings.js';

/** A new model with the run's sizes; its weights depend on the run's seed alone. */
export function newModel(settings: RunSettings, vocabularySize: number): CharRnn {
  const { embedding, cell, units, dropout, seed } = settings;
  return charRnn({ vocabularySize, embedding, cell, units, dropout }, new Random(seed).fork('weights'));
}
