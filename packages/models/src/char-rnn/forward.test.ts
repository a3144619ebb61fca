import { useRefrain } from '@refrain/backend';
import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import type { IdBatch } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { encodeConfig } from '../artifacts/config.js';
import type { ModelConfig } from '../artifacts/config.js';
import { charRnn, loadModel } from '../index.js';
import { anyOptions, anyRows, vocabularySize, withModel } from '../testing/arbitrary-model.js';
import { idBatch } from '../testing/sequence-batch.js';
import golden from './keras.golden.json';

const backends: [string, () => Promise<unknown>][] = [
  ['cpu', () => tf.setBackend('cpu')],
  ['refrain', useRefrain],
];

/** Positions `start` to below `end` of every row. */
function slice({ ids, mask, shape: [rows, time] }: IdBatch, start: number, end: number): IdBatch {
  const places = Array.from({ length: rows }, (_, row) => [row * time + start, row * time + end] as const);
  return {
    ids: Int32Array.from(places.flatMap((place) => [...ids.subarray(...place)])),
    mask: Uint8Array.from(places.flatMap((place) => [...mask.subarray(...place)])),
    shape: [rows, end - start],
  };
}

describe.each(backends)('logits, on the backend %s', (_, use) => {
  beforeAll(use);

  const shape: [number, number] = [golden.shape[0]!, golden.shape[1]!];
  const goldenInputs = { ids: Int32Array.from(golden.ids), mask: Uint8Array.from(golden.mask), shape };
  const goldenBatch = { inputs: goldenInputs, targets: Int32Array.from(golden.targets), startsSequence: true };

  it.each(Object.entries(golden.cases))(
    'and the loss are those of Keras, with weights from Python: %s',
    async (_, expected) => {
      await expectNoNewTensors(async () => {
        const store = memoryStore();
        await store.write('config.json', encodeConfig({ kind: 'char-rnn', options: expected.options } as ModelConfig));
        await store.write('weights.safetensors', Uint8Array.from(Buffer.from(expected.safetensors, 'base64')));
        const model = await loadModel(store);
        tf.tidy(() => {
          expectClose(model.logits(goldenInputs).logits.dataSync(), expected.logits, { absolute: 1e-6 });
          const { mean, weight, metrics } = model.loss(goldenBatch, { training: false, random: new Random(0) });
          expectClose(mean.dataSync(), [expected.loss]);
          expectClose(metrics.accuracy.dataSync(), [expected.accuracy]);
          expect(weight).toBe(10);
        });
        model.dispose();
      });
    },
  );

  it('of a sequence in two parts, with the states carried, are those of the whole', async () => {
    const anyCase = fc.tuple(anyOptions, anyRows(2, { minimum: 5, maximum: 5 }), fc.integer({ min: 1, max: 4 }));
    await expectNoNewTensors(() =>
      fc.assert(
        fc.property(anyCase, ([options, rows, cut]) =>
          withModel(options, (model) =>
            tf.tidy(() => {
              const inputs = idBatch(rows);
              const whole = model.logits(inputs);
              const first = model.logits(slice(inputs, 0, cut));
              const second = model.logits(slice(inputs, cut, 5), { carry: first.carry });
              const joined = tf.concat([first.logits, second.logits], 1);
              expectClose(joined.dataSync(), whole.logits.dataSync(), { absolute: 1e-5 });
              whole.carry.forEach((state, index) => expectClose(second.carry[index]!.dataSync(), state.dataSync()));
            }),
          ),
        ),
        { seed: 3, numRuns: 40 },
      ),
    );
  });

  it('and states of a padded row are those of the row alone', async () => {
    await expectNoNewTensors(() =>
      fc.assert(
        fc.property(anyOptions, anyRows(3, { minimum: 1, maximum: 4 }), (options, rows) =>
          withModel(options, (model) =>
            tf.tidy(() => {
              const together = model.logits(idBatch(rows));
              rows.forEach((row, index) => {
                const alone = model.logits(idBatch([row]));
                const own = tf.slice(together.logits, [index, 0, 0], [1, row.length, vocabularySize]);
                expectClose(own.dataSync(), alone.logits.dataSync(), { absolute: 1e-5 });
                alone.carry.forEach((state, layer) => {
                  const ownState = tf.slice(together.carry[layer]!, [index, 0], [1, -1]);
                  expectClose(ownState.dataSync(), state.dataSync(), { absolute: 1e-5 });
                });
              });
            }),
          ),
        ),
        { seed: 4, numRuns: 40 },
      ),
    );
  });

  it('come with one state a layer, for an LSTM two', () => {
    const inputs = idBatch([
      [0, 1],
      [2, 3],
    ]);
    for (const [cell, shapes] of [
      ['gru', [[2, 3], [2, 4]]], // prettier-ignore
      ['lstm', [[2, 3], [2, 3], [2, 4], [2, 4]]], // prettier-ignore
    ] as const) {
      const model = charRnn({ vocabularySize, embedding: 2, cell, units: [3, 4] }, new Random(1));
      tf.tidy(() => expect(model.logits(inputs).carry.map((state) => state.shape)).toEqual(shapes));
      model.dispose();
    }
  });

  it('refuse what does not fit', () => {
    const model = charRnn({ vocabularySize, embedding: 2, cell: 'lstm', units: [3] }, new Random(1));
    const inputs = idBatch([[0, 1, 2]]);
    const message = (changed: Partial<IdBatch>, options?: object): string => {
      try {
        tf.tidy(() => void model.logits({ ...inputs, ...changed }, options));
        return 'accepted';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(message({ shape: [0, 3] })).toBe('inputs.shape must be [batch, time], both at least 1; received [0, 3].');
    expect(message({ shape: [1, 4] })).toBe('inputs.mask must have 1 × 4 numbers, as the shape says; received 3.');
    expect(message({ mask: Uint8Array.of(1, 255, 0) })).toBe(
      'inputs.mask must be 1 where an id counts and 0 where it is padding; received 255.',
    );
    expect(message({ ids: Int32Array.of(1, 5, 0) })).toBe(
      'inputs.ids must be ids from 0 to 4; received 5 in row 0, position 1. Encode with the tokenizer that the model was made for.',
    );
    expect(message({}, { carry: [] })).toBe(
      'carry must hold states of shapes [1, 3], [1, 3]; received none. Give back the carry of the batch before, of as many rows, or leave it out to start anew.',
    );
    expect(message({}, { state: 1 })).toBe(
      'logits does not know the option "state"; known options are carry, dropoutRandom.',
    );
    model.dispose();
  });
});
