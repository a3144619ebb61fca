import { useRefrain } from '@refrain/backend';
import { Random } from '@refrain/core';
import type { ParallelBatch } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { encoderDecoder } from '../index.js';
import type { EncoderDecoder, EncoderDecoderOptions } from '../index.js';
import { translationBatch } from '../testing/arbitrary-translator.js';
import { idBatch } from '../testing/sequence-batch.js';

beforeAll(useRefrain);

const [startId, endId, letters] = [1, 2, 5];

/** Words of letters 3 … 7. */
function anyWord(random: Random, length: { minimum: number; maximum: number }): number[] {
  const count = length.minimum + random.integer(length.maximum - length.minimum + 1);
  return Array.from({ length: count }, () => 3 + random.integer(letters));
}

/** Takes `steps` steps of Adam; gives the last loss in nats. */
function learn(model: EncoderDecoder, steps: number, nextBatch: () => ParallelBatch): number {
  const optimizer = tf.train.adam(0.03);
  const random = new Random('dropout');
  const variables = model.variables().map(({ variable }) => variable);
  let last = Infinity;
  for (let step = 0; step < steps; step++) {
    const loss = (): tf.Scalar => model.loss(nextBatch(), { training: true, random }).mean;
    const mean = optimizer.minimize(loss, true, variables)!;
    last = mean.dataSync()[0]!;
    mean.dispose();
  }
  optimizer.dispose();
  return last;
}

/** Translates all words at once by the most probable ids, each to its end. */
async function translate(model: EncoderDecoder, words: readonly number[][]): Promise<number[][]> {
  const written = words.map((): number[] => []);
  const longest = Math.max(...words.map((word) => word.length));
  let state = await model.encode(idBatch(words));
  let ids: Int32Array = new Int32Array(words.length).fill(startId);
  for (let position = 0; position <= longest; position++) {
    const { logits, state: next } = model.step(ids, state);
    model.dispose(state);
    state = next;
    ids = ids.map((_, row) => {
      const own = logits.subarray(row * model.vocabularySize, (row + 1) * model.vocabularySize);
      return own.indexOf(Math.max(...own));
    });
    ids.forEach((id, row) => {
      if (written[row]!.at(-1) !== endId) written[row]!.push(id);
    });
  }
  model.dispose(state);
  return written;
}

const options: EncoderDecoderOptions = {
  sourceVocabularySize: 3 + letters,
  targetVocabularySize: 3 + letters,
  embedding: 8,
  cell: 'gru',
  units: [16],
};

/** Batches of words with what they are to become. */
function batches(
  length: { minimum: number; maximum: number },
  become: (word: number[]) => number[],
): () => ParallelBatch {
  const random = new Random('words');
  return () => {
    const words = Array.from({ length: 16 }, () => anyWord(random, length));
    return translationBatch(
      words,
      words.map((word) => [startId, ...become(word), endId]),
    );
  };
}

describe('an encoder-decoder learns', () => {
  it.each<[number, Partial<EncoderDecoderOptions>]>([
    [4, { attention: 'dot', bidirectional: true }],
    [3, { attention: 'additive', bidirectional: true, cell: 'lstm', dropout: 0.05 }],
    [2, { attention: 'general', bidirectional: true, encoderUnits: [6], inputFeeding: true, readout: 'combined' }],
    [2, { attention: 'additive', attentionOrder: 'bahdanau', readout: 'hidden', bidirectional: true }],
    [2, { attention: 'dot', bidirectional: true, sampledSoftmax: { samples: 6 } }],
  ])('to turn words of up to %d letters round, with %j', async (maximum, variant) => {
    await expectNoNewTensors(async () => {
      const model = encoderDecoder({ ...options, ...variant }, new Random(1));
      const nextBatch = batches({ minimum: 1, maximum }, (word) => word.toReversed());
      expect(learn(model, 45 * maximum, nextBatch)).toBeLessThan(0.2);
      const words = [[3, 4, 5, 6].slice(0, maximum), [5, 7], [7]];
      expect(await translate(model, words)).toEqual(words.map((word) => [...word.toReversed(), endId]));
      model.dispose();
    });
  });

  it('to copy two letters through its state, without attention', async () => {
    await expectNoNewTensors(async () => {
      const model = encoderDecoder({ ...options, cell: 'lstm' }, new Random(1));
      const nextBatch = batches({ minimum: 2, maximum: 2 }, (word) => word);
      expect(learn(model, 150, nextBatch)).toBeLessThan(0.05);
      expect(await translate(model, [[3, 7]])).toEqual([[3, 7, endId]]);
      model.dispose();
    });
  });
});
