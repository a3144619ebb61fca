import { useRefrain } from '@refrain/backend';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { gru, lstm } from './index.js';
import { numbers } from './test-support/numbers.js';
import { wave } from './test-support/wave.js';

tf.env().set('IS_TEST', true);
beforeAll(useRefrain);

describe('a model of several recurrent layers', () => {
  it('keeps the mask and the states of its encoder out of its decoder', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const source = tfl.input({ shape: [3] });
        const target = tfl.input({ shape: [2, 1] });
        const embedded = tfl.layers.embedding({ inputDim: 5, outputDim: 2, maskZero: true }).apply(source);
        const encoder = gru({ units: 2, returnState: true, seed: 1 });
        const [, state] = encoder.apply(embedded as tfl.SymbolicTensor) as tfl.SymbolicTensor[];
        const decoder = gru({ units: 2, returnSequences: true, seed: 2 });
        const decoded = decoder.apply(target, { initialState: [state!] }) as tfl.SymbolicTensor;
        const unrelated = lstm({ units: 2, seed: 3 });
        const model = tfl.model({ inputs: [source, target], outputs: unrelated.apply(decoded) as tfl.SymbolicTensor });

        const [sourceIds, targets] = [tf.tensor2d([[1, 2, 0]]), wave(1, [1, 2, 1])];
        const found = numbers(model.predict([sourceIds, targets]));
        const vectors = tf.gather(model.getWeights()[0]!, tf.tensor2d([[1, 2]], [1, 2], 'int32'));
        const [, encoded] = encoder.apply(vectors) as tf.Tensor[];
        const outputs = decoder.apply(targets, { initialState: [encoded!] }) as tf.Tensor;
        expectClose(found, numbers(unrelated.apply(outputs) as tf.Tensor));
        model.dispose();
      }),
    );
  });

  it('learns to tell which id a masked sequence began with', async () => {
    await expectNoNewTensors(async () => {
      const model = tfl.sequential();
      const embeddingsInitializer = tfl.initializers.randomUniform({ minval: -0.5, maxval: 0.5, seed: 1 });
      model.add(
        tfl.layers.embedding({ inputDim: 4, outputDim: 4, inputLength: 5, maskZero: true, embeddingsInitializer }),
      );
      model.add(gru({ units: 8, seed: 2, returnSequences: true }));
      model.add(lstm({ units: 8, seed: 3 }));
      const kernelInitializer = tfl.initializers.glorotUniform({ seed: 4 });
      model.add(tfl.layers.dense({ units: 3, activation: 'softmax', kernelInitializer }));
      const optimizer = tf.train.adam(0.03);
      model.compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
      const rows = Array.from({ length: 24 }, (_, row) => {
        const length = 2 + (row % 4);
        return Array.from({ length: 5 }, (_, time) => (time < length ? 1 + ((row + time * (1 + (row % 2))) % 3) : 0));
      });
      const ids = tf.tensor2d(rows);
      const first = tf.tensor2d(rows.map(([id]) => [id! - 1]));
      const { history } = await model.fit(ids, first, { batchSize: 24, epochs: 40, shuffle: false, verbose: 0 });
      expect(history['acc']!.at(-1)).toBe(1);
      expect(history['loss']!.at(-1)).toBeLessThan(0.1);
      [ids, first].forEach((tensor) => tensor.dispose());
      model.dispose();
      optimizer.dispose();
    });
  });
});
