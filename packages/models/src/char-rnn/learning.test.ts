import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import type { SequenceBatch } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn } from '../index.js';
import type { CharRnn } from '../index.js';
import { idBatch, sequenceBatch } from '../testing/sequence-batch.js';

beforeAll(() => tf.setBackend('cpu'));

/** Takes `steps` steps of Adam; gives the last loss in nats. */
function learn(model: CharRnn, steps: number, nextBatch: (step: number) => SequenceBatch): number {
  const optimizer = tf.train.adam(0.05);
  const random = new Random('dropout');
  const variables = model.variables().map(({ variable }) => variable);
  let last = Infinity;
  for (let step = 0; step < steps; step++) {
    const loss = (): tf.Scalar => model.loss(nextBatch(step), { training: true, random }).mean;
    const mean = optimizer.minimize(loss, true, variables)!;
    last = mean.dataSync()[0]!;
    mean.dispose();
  }
  optimizer.dispose();
  return last;
}

/** Continues `prompt` by the most probable ids. */
function greedy(model: CharRnn, prompt: readonly number[], length: number): number[] {
  const written: number[] = [];
  let state = model.initialState(1);
  for (let position = 0; position < prompt.length + length - 1; position++) {
    const step = model.step(Int32Array.of(prompt[position] ?? written.at(-1)!), state);
    state = step.state;
    if (position >= prompt.length - 1) written.push(step.logits.indexOf(Math.max(...step.logits)));
  }
  return written;
}

describe('a character RNN learns', () => {
  const period = [0, 1, 2, 0, 3];

  it.each(['gru', 'lstm', 'rnn'] as const)('periodic text, with a %s, and goes on with it', async (cell) => {
    await expectNoNewTensors(() => {
      const model = charRnn({ vocabularySize: 4, embedding: 4, cell, units: [8] }, new Random(1));
      const text = Array.from({ length: 11 }, (_, position) => period[position % 5]!);
      const loss = learn(model, 60, () => sequenceBatch([text]));
      expect(loss).toBeLessThan(0.05);
      expect(greedy(model, [0, 1, 2], 7)).toEqual([0, 3, 0, 1, 2, 0, 3]);
      model.dispose();
    });
  });

  it('to copy what it has read', async () => {
    await expectNoNewTensors(() => {
      const separator = 3;
      const random = new Random('rows');
      const anyRow = (): number[] => {
        const word = [random.integer(3), random.integer(3)];
        return [...word, separator, ...word];
      };
      const model = charRnn({ vocabularySize: 4, embedding: 'one-hot', cell: 'lstm', units: [12] }, new Random(1));
      const loss = learn(model, 100, () => sequenceBatch(Array.from({ length: 8 }, anyRow)));
      // Of a row's four targets the first is a guess among three; all others follow from what was read.
      const best = Math.log(3) / 4;
      expect(loss).toBeLessThan(best + 0.1);
      for (const word of [[0, 1], [2, 0], [1, 1]]) expect(greedy(model, [...word, separator], 2)).toEqual(word); // prettier-ignore
      model.dispose();
    });
  });

  it('with dropout, one-hot input, a stack and tied weights', () => {
    const text = Array.from({ length: 11 }, (_, position) => period[position % 5]!);
    for (const variant of [
      { embedding: 'one-hot', units: [8, 8], dropout: 0.1 },
      { embedding: 8, units: [8], dropout: 0.1, recurrentDropout: 0.1, tiedOutput: true },
    ] as const) {
      const model = charRnn({ vocabularySize: 4, cell: 'gru', ...variant }, new Random(1));
      learn(model, 60, () => sequenceBatch([text]));
      const batch = {
        inputs: idBatch([text.slice(0, -1)]),
        targets: Int32Array.from(text.slice(1)),
        startsSequence: true,
      };
      const loss = tf.tidy(() => model.loss(batch, { training: false, random: new Random(0) }).mean.dataSync()[0]!);
      expect(loss).toBeLessThan(0.1);
      model.dispose();
    }
  });
});
