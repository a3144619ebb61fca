import { useRefrain } from '@refrain/backend';
import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import type { SequenceBatch } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn } from '../index.js';
import type { CharRnn, CharRnnOptions } from '../index.js';
import { sequenceBatch } from '../testing/sequence-batch.js';

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

const period = [0, 1, 2, 0, 3];
const text = Array.from({ length: 11 }, (_, position) => period[position % 5]!);

async function learnsPeriodicText(cell: CharRnnOptions['cell']): Promise<void> {
  await expectNoNewTensors(() => {
    const model = charRnn({ vocabularySize: 4, embedding: 4, cell, units: [8] }, new Random(1));
    expect(learn(model, 60, () => sequenceBatch([text]))).toBeLessThan(0.05);
    expect(greedy(model, [0, 1, 2], 7)).toEqual([0, 3, 0, 1, 2, 0, 3]);
    model.dispose();
  });
}

describe('a character RNN learns, on the backend cpu,', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('periodic text, and goes on with it', () => learnsPeriodicText('rnn'));
});

describe('a character RNN learns, on the backend refrain,', () => {
  beforeAll(useRefrain);

  it.each(['gru', 'lstm', 'rnn'] as const)('periodic text, with a %s, and goes on with it', learnsPeriodicText);

  it('to copy what it has read', async () => {
    await expectNoNewTensors(() => {
      const separator = 3;
      const random = new Random('rows');
      const anyRow = (): number[] => {
        const word = [random.integer(3), random.integer(3)];
        return [...word, separator, ...word];
      };
      const model = charRnn({ vocabularySize: 4, embedding: 'one-hot', cell: 'lstm', units: [12] }, new Random(1));
      const loss = learn(model, 150, () => sequenceBatch(Array.from({ length: 16 }, anyRow)));
      // Of a row's four targets the first is a guess among three; the separator and the copy follow.
      expect(loss).toBeLessThan(Math.log(3) / 4 + 0.1);
      for (const word of [
        [0, 1],
        [2, 0],
        [1, 1],
      ]) {
        expect(greedy(model, [...word, separator], 2)).toEqual(word);
      }
      model.dispose();
    });
  });

  it.each([
    { embedding: 'one-hot', units: [8, 8], dropout: 0.1 },
    { embedding: 8, units: [8], dropout: 0.1, recurrentDropout: 0.1, tiedOutput: true },
  ] as const)('with dropout in training and none in prediction: %j', async (variant) => {
    await expectNoNewTensors(() => {
      const model = charRnn({ vocabularySize: 4, cell: 'gru', ...variant }, new Random(1));
      learn(model, 100, () => sequenceBatch([text]));
      const context = { training: false, random: new Random(0) };
      expect(tf.tidy(() => model.loss(sequenceBatch([text]), context).mean.dataSync()[0])).toBeLessThan(0.1);
      model.dispose();
    });
  });
});
