import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn, unitActivations } from './index.js';
import { idBatch } from './testing/sequence-batch.js';

beforeAll(() => tf.setBackend('cpu'));

describe('unitActivations', () => {
  it('gives behind each id what the final states of the text up to it are, named', async () => {
    await expectNoNewTensors(async () => {
      const model = charRnn({ vocabularySize: 5, embedding: 3, cell: 'lstm', units: [2, 3] }, new Random(1));
      const ids = [4, 0, 1, 3];
      const { values, units } = await unitActivations(model, ids);
      expect(units.map(({ layer, kind, unit }) => `${layer} ${kind} ${unit}`)).toEqual([
        ...['0 hidden 0', '0 hidden 1', '0 cell 0', '0 cell 1'],
        ...['1 hidden 0', '1 hidden 1', '1 hidden 2', '1 cell 0', '1 cell 1', '1 cell 2'],
      ]);
      for (let time = 0; time < ids.length; time++) {
        const { logits, carry } = model.logits(idBatch([ids.slice(0, time + 1)]));
        const states = carry.flatMap((state) => [...state.dataSync()]);
        expectClose(values.subarray(time * 10, (time + 1) * 10), states, { absolute: 1e-5 });
        tf.dispose([logits, [...carry]]);
      }
      model.dispose();
    });
  });

  it('refuses a text without ids', async () => {
    const model = charRnn({ vocabularySize: 5, embedding: 3, cell: 'gru', units: [2] }, new Random(1));
    await expect(unitActivations(model, [])).rejects.toThrow('ids must be at least one id; received []');
    model.dispose();
  });
});
