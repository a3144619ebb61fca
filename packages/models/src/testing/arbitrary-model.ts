import { Random } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { charRnn } from '../index.js';
import type { CharRnn, CharRnnOptions } from '../index.js';

export const vocabularySize = 5;

/** Small models of every kind of cell, input, depth and output. */
export const anyOptions: fc.Arbitrary<CharRnnOptions> = fc
  .record({
    cell: fc.constantFrom('gru', 'lstm', 'rnn'),
    embedding: fc.constantFrom<3 | 'one-hot'>(3, 'one-hot'),
    units: fc.constantFrom([3], [2, 3]),
    tied: fc.boolean(),
    resetAfter: fc.boolean(),
  })
  .map(({ cell, embedding, units, tied, resetAfter }) => ({
    vocabularySize,
    embedding,
    cell,
    units,
    tiedOutput: tied && embedding === 3,
    ...(cell === 'gru' ? { resetAfter } : {}),
  }));

/** Rows of ids, each of `length` ids. */
export function anyRows(rows: number, length: { minimum: number; maximum: number }): fc.Arbitrary<number[][]> {
  const id = fc.nat(vocabularySize - 1);
  const row = fc.array(id, { minLength: length.minimum, maxLength: length.maximum });
  return fc.array(row, { minLength: rows, maxLength: rows });
}

/** Runs `work` on a model with weights that are all random, biases too, and frees it. */
export function withModel<T>(options: CharRnnOptions, work: (model: CharRnn) => T): T {
  const model = charRnn(options, new Random(3));
  const random = new Random('biases');
  for (const { variable } of model.variables()) {
    const values = variable.dataSync<'float32'>().map((value) => value + random.uniform() - 0.5);
    setValues(variable, values);
  }
  try {
    return work(model);
  } finally {
    model.dispose();
  }
}

/** Gives a variable new values, as an optimizer does. */
export function setValues(variable: tf.Variable, values: Float32Array): void {
  const tensor = tf.tensor(values, variable.shape);
  variable.assign(tensor);
  tensor.dispose();
}
