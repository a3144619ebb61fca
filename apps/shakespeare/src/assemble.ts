import { Random } from '@refrain/core';
import { charRnn, plainRnn } from '@refrain/models';
import type { CharRnn, PlainRnn } from '@refrain/models';
import type { RunSettings } from './settings.js';

/** What a run trains and samples from. */
export type TextModel = CharRnn | PlainRnn;

/** A new model with the run's sizes; its weights depend on the run's seed alone, and on the vectors if there are any. */
export function newModel(settings: RunSettings, vocabularySize: number, vectors?: Float32Array): TextModel {
  const { embedding, cell, units, dropout, recurrentDropout, initialization = 'keras', recurrence, seed } = settings;
  const random = new Random(seed).fork('weights');
  if (recurrence) return plainRnn({ vocabularySize, units: units[0]!, recurrence }, random);
  const sizes = { vocabularySize, embedding, cell, units };
  const start = { initialization, ...(vectors && { embeddingWeights: vectors }) };
  return charRnn({ ...sizes, dropout, recurrentDropout, ...start }, random);
}
