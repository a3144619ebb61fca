import type { IdBatch, ParallelBatch } from '@refrain/core';
import { Random } from '@refrain/core';
import * as fc from 'fast-check';
import { encoderDecoder } from '../index.js';
import type { EncoderDecoder, EncoderDecoderOptions } from '../index.js';
import { setValues } from './arbitrary-model.js';
import { idBatch, sequenceBatch } from './sequence-batch.js';

export const sourceVocabularySize = 5;
export const targetVocabularySize = 6;

/** Small models of every kind of cell, encoder, attention and output. */
export const anyTranslatorOptions: fc.Arbitrary<EncoderDecoderOptions> = fc
  .record({
    cell: fc.constantFrom('gru', 'lstm', 'rnn'),
    units: fc.constantFrom([4], [2, 4]),
    encoder: fc.constantFrom('one way', 'both ways', 'other widths', 'other layers'),
    attention: fc.constantFrom('none', 'dot', 'scaled-dot', 'general', 'additive'),
    readout: fc.constantFrom('concatenation', 'context', 'combined', 'hidden'),
    reads: fc.constantFrom('ids alone', 'the readout before', 'the context'),
    sampled: fc.boolean(),
    tied: fc.boolean(),
  })
  .map(({ cell, units, encoder, attention, reads, sampled, tied, ...rest }) => {
    const products = attention === 'dot' || attention === 'scaled-dot';
    const looks = attention !== 'none';
    const attentionOrder = reads === 'the context' ? 'bahdanau' : 'luong';
    const readout = rest.readout === 'hidden' && attentionOrder === 'luong' ? 'context' : rest.readout;
    const layers = units.length === 1 ? [3, 2] : [2];
    return {
      sourceVocabularySize,
      targetVocabularySize,
      sourceEmbedding: 3,
      targetEmbedding: 4,
      cell,
      units,
      bidirectional: encoder !== 'one way',
      ...(encoder === 'other widths' && !products ? { encoderUnits: units.map(() => 3) } : {}),
      ...(encoder === 'other layers' ? { encoderUnits: layers } : {}),
      attention,
      ...(attention === 'additive' ? { attentionUnits: 3 } : {}),
      ...(looks ? { readout, attentionOrder, inputFeeding: reads === 'the readout before' } : {}),
      ...(sampled ? { sampledSoftmax: { samples: 3 } } : {}),
      tiedOutput: tied && (!looks || readout === 'combined' || readout === 'hidden'),
    };
  });

/** Runs `work` on a model with weights that are all random, biases too, and frees it. */
export function withTranslator<T>(options: EncoderDecoderOptions, work: (model: EncoderDecoder) => T): T {
  const model = encoderDecoder(options, new Random(3));
  const random = new Random('biases');
  for (const { variable } of model.variables()) {
    setValues(
      variable,
      variable.dataSync<'float32'>().map((value) => value + random.uniform() - 0.5),
    );
  }
  let result: T;
  try {
    result = work(model);
  } catch (error) {
    model.dispose();
    throw error;
  }
  if (result instanceof Promise) return result.finally(() => model.dispose()) as T;
  model.dispose();
  return result;
}

/** Rows of source ids, of different lengths. */
export const anySources = (rows: number): fc.Arbitrary<number[][]> => anyRows(rows, sourceVocabularySize, 1);

/** Rows of target ids, of different lengths, with at least one id to predict. */
export const anyTargets = (rows: number): fc.Arbitrary<number[][]> => anyRows(rows, targetVocabularySize, 2);

function anyRows(rows: number, vocabularySize: number, minLength: number): fc.Arbitrary<number[][]> {
  const row = fc.array(fc.nat(vocabularySize - 1), { minLength, maxLength: 5 });
  return fc.array(row, { minLength: rows, maxLength: rows });
}

/** The rows as one batch of pairs, each side padded behind its shorter rows. */
export function translationBatch(sources: readonly number[][], targets: readonly number[][]): ParallelBatch {
  return { source: idBatch(sources), target: sequenceBatch(targets) };
}

/** The batch with `before` and `behind` positions of padding, of any id, around each row. */
export function padded({ ids, mask, shape: [rows, time] }: IdBatch, before: number, behind: number): IdBatch {
  const length = before + time + behind;
  const result = { ids: new Int32Array(rows * length).fill(1), mask: new Uint8Array(rows * length) };
  for (let row = 0; row < rows; row++) {
    result.ids.set(ids.subarray(row * time, (row + 1) * time), row * length + before);
    result.mask.set(mask.subarray(row * time, (row + 1) * time), row * length + before);
  }
  return { ...result, shape: [rows, length] };
}
