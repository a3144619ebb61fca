import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { loadModel, plainRnn, unitActivations } from '../index.js';
import type { PlainRnn, PlainRnnOptions } from '../index.js';
import { idBatch, sequenceBatch } from '../testing/sequence-batch.js';
import { recurrences } from './recurrence.js';

beforeAll(() => tf.setBackend('cpu'));

const options: PlainRnnOptions = { vocabularySize: 4, units: 6 };
const text = [0, 1, 2, 0, 3, 0, 1, 2, 0, 3, 0];

/** Takes `steps` steps of Adam; gives the first and the last loss in nats. */
function learn(model: PlainRnn, steps: number): [first: number, last: number] {
  const optimizer = tf.train.adam(0.05);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = (): tf.Scalar => model.loss(sequenceBatch([text]), { training: true, random: new Random(step) }).mean;
    const mean = optimizer.minimize(
      loss,
      true,
      model.variables().map(({ variable }) => variable),
    )!;
    losses.push(mean.dataSync()[0]!);
    mean.dispose();
  }
  optimizer.dispose();
  return [losses[0]!, losses.at(-1)!];
}

describe.each(recurrences)('a plain RNN, %s,', (recurrence) => {
  it('gives step by step, row by row, what it gives for whole sequences', () => {
    expectNoNewTensors(() => {
      const model = plainRnn({ ...options, recurrence }, new Random(1));
      const rows = [
        [0, 1, 2],
        [3, 3, 1],
      ];
      const { logits, carry } = model.logits(idBatch(rows));
      const whole = logits.arraySync();
      let state = model.initialState(2);
      for (let time = 0; time < 3; time++) {
        const step = model.step(
          Int32Array.from(rows, (row) => row[time]!),
          state,
        );
        expectClose(
          step.logits,
          whole.flatMap((row) => row[time]!),
          { absolute: 1e-5 },
        );
        state = step.state;
      }
      expectClose(state, carry[0]!.dataSync(), { absolute: 1e-5 });
      expect([...model.select(state, Int32Array.of(1))]).toEqual([...state.subarray(state.length / 2)]);
      tf.dispose([logits, [...carry]]);
      model.dispose();
    });
  });

  it('goes on from a carried state, and does not see padding', () => {
    expectNoNewTensors(() =>
      tf.tidy(() => {
        const model = plainRnn({ ...options, recurrence }, new Random(2));
        const whole = model.logits(idBatch([text.slice(0, 6)]));
        const first = model.logits(idBatch([text.slice(0, 2)]));
        const second = model.logits(idBatch([text.slice(2, 6)]), { carry: first.carry });
        expectClose(second.carry[0]!.dataSync(), whole.carry[0]!.dataSync(), { absolute: 1e-6 });
        const padded = model.logits(idBatch([text.slice(0, 2), text.slice(0, 6)]));
        expectClose(tf.slice(padded.carry[0]!, [0, 0], [1, -1]).dataSync(), first.carry[0]!.dataSync(), {
          absolute: 1e-6,
        });
        const losses = [[text.slice(0, 3)], [text.slice(0, 3), [1]]].map(
          (rows) => model.loss(sequenceBatch(rows), { training: false, random: new Random(0) }).mean.dataSync()[0]!,
        );
        expect(losses[1]).toBeCloseTo(losses[0]!, 5);
        model.dispose();
      }),
    );
  });

  it('learns', () => {
    expectNoNewTensors(() => {
      const model = plainRnn({ ...options, recurrence }, new Random(1));
      const [first, last] = learn(model, 80);
      expect(first).toBeGreaterThan(1);
      // What follows a 0 can only be told from what came before it: without memory no less than 0.27 is reached.
      expect(last).toBeLessThan(0.2);
      model.dispose();
    });
  });

  it('is saved and loaded as it is, and says of what its states are', async () => {
    await expectNoNewTensors(async () => {
      const store = memoryStore();
      const model = plainRnn({ ...options, recurrence }, new Random(3));
      await model.save(store);
      const again = await loadModel(store, { kind: 'plain-rnn' });
      expect(again.options).toEqual({ ...options, recurrence });
      expect(again.summary()).toBe(model.summary());
      const read = await Promise.all([model, again].map((one) => unitActivations(one, text)));
      expect(read[1]!.values).toEqual(read[0]!.values);
      const [width, kind] = recurrence === 'hidden-to-hidden' ? [6, 'hidden'] : [4, 'output'];
      expect(model.stateUnits()).toEqual(Array.from({ length: width }, (_, unit) => ({ layer: 0, kind, unit })));
      model.dispose();
      again.dispose();
    });
  });
});

describe('plainRnn', () => {
  it('counts what it learns in its table', () => {
    const model = plainRnn({ ...options, recurrence: 'output-to-hidden' }, new Random(1));
    expect(model.summary()).toBe(
      [
        'Layer                      Output shape      Parameters',
        '───────────────────────────────────────────────────────',
        'one-hot                    [batch, time, 4]           0',
        'hidden (output-to-hidden)  [batch, time, 6]          54',
        'output                     [batch, time, 4]          28',
        '───────────────────────────────────────────────────────',
        'Total                                                82',
      ].join('\n'),
    );
    model.dispose();
  });

  it.each([
    [
      { recurrence: 'hidden-to-output' },
      'recurrence must be one of "hidden-to-hidden", "output-to-hidden", "output-to-output"; received "hidden-to-output".',
    ],
    [{ units: 0 }, 'units must be a positive integer; received 0.'],
    [
      { dropout: 0.1 },
      'plainRnn does not know the option "dropout"; known options are vocabularySize, units, recurrence.',
    ],
  ])('refuses %j', (changed, message) => {
    expect(() => plainRnn({ ...options, ...changed } as PlainRnnOptions, new Random(1))).toThrow(message);
  });

  it('refuses a state of other rows, and an id that it does not have', () => {
    const model = plainRnn(options, new Random(1));
    expect(() => model.step(Int32Array.of(1), model.initialState(2))).toThrow(
      'step expects one id a row and 6 numbers of state a row; received 1 ids and a state of 12. ' +
        'Make the state with initialState(1), or give as many ids as the state has rows.',
    );
    expect(() => model.step(Int32Array.of(4), model.initialState(1))).toThrow(
      'ids[0] must be an id from 0 to 3; received 4.',
    );
    model.dispose();
  });
});
