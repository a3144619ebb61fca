import { registerRefrainBackend } from '@refrain/backend';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { gru, lstm, simpleRnn, type RecurrentLayerOptions } from './index.js';
import golden from './layers.golden.json';
import { wave } from './test-support/wave.js';

tf.env().set('IS_TEST', true);
registerRefrainBackend();

const layers = { simpleRnn, gru, lstm };

/** Gives a model the weights of the golden numbers. */
function setWaves(model: tfl.LayersModel): void {
  tf.tidy(() => model.setWeights(model.getWeights().map((weight, index) => wave(index + 1, weight.shape))));
}

function numbers(tensors: tf.Tensor | tf.Tensor[]): Float32Array[] {
  return [tensors].flat().map((tensor) => tensor.dataSync() as Float32Array);
}

const runs = ['cpu', 'refrain'].flatMap((backend) => golden.map((expected) => ({ backend, ...expected })));

describe.each(runs)('$cell with $options on $backend', ({ backend, ...expected }) => {
  beforeAll(() => tf.setBackend(backend));

  const make = (options: Omit<RecurrentLayerOptions, 'units'>): tfl.RNN =>
    layers[expected.cell as keyof typeof layers]({ units: 2, ...expected.options, ...options });
  const stateCount = expected.cell === 'lstm' ? 2 : 1;

  it('predicts and trains as Keras does behind a masking embedding, stacked, backwards and regularized', async () => {
    await expectNoNewTensors(async () => {
      const model = tfl.sequential();
      model.add(tfl.layers.embedding({ inputDim: 5, outputDim: 3, maskZero: true, inputLength: 5 }));
      model.add(make({ returnSequences: true, kernelRegularizer: tfl.regularizers.l2({ l2: 0.1 }) }));
      model.add(make({ goBackwards: true }));
      model.add(tfl.layers.dense({ units: 1 }));
      setWaves(model);
      const ids = tf.tensor2d([[0, 3, 1, 0, 2], [4, 1, 2, 2, 0], [0, 0, 0, 0, 0]]); // prettier-ignore
      const targets = tf.tensor2d([[0.5], [-0.25], [0.75]]);
      tf.tidy(() => expectClose(numbers(model.predict(ids))[0]!, expected.predictions));
      const optimizer = tf.train.sgd(0.1);
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const { history } = await model.fit(ids, targets, { batchSize: 3, epochs: 3, shuffle: false, verbose: 0 });
      expectClose(history['loss'] as number[], expected.losses);
      const weights = numbers(model.getWeights());
      expect(weights).toHaveLength(expected.trained.length);
      weights.forEach((values, index) => expectClose(values, expected.trained[index]!));
      [ids, targets].forEach((tensor) => tensor.dispose());
      model.dispose();
      optimizer.dispose();
    });
  });

  it('starts in given states and gives the sequence, backwards, and the last states as Keras does', async () => {
    await expectNoNewTensors(() => {
      const x = tfl.input({ shape: [4, 3] });
      const starts = Array.from({ length: stateCount }, () => tfl.input({ shape: [2] }));
      const layer = make({ returnSequences: true, returnState: true, goBackwards: true });
      const outputs = layer.apply(x, { initialState: starts }) as tfl.SymbolicTensor[];
      const model = tfl.model({ inputs: [x, ...starts], outputs });
      setWaves(model);
      tf.tidy(() => {
        const states = starts.map((_, index) => wave(6 + index, [2, 2]));
        const found = numbers(model.predict([wave(5, [2, 4, 3]), ...states]) as tf.Tensor[]);
        expect(found).toHaveLength(1 + stateCount);
        found.forEach((values, index) => expectClose(values, expected.outputs[index]!));
      });
      model.dispose();
    });
  });

  it('goes on from batch to batch as Keras does when stateful, until it is reset', async () => {
    await expectNoNewTensors(() => {
      const model = tfl.sequential();
      model.add(make({ stateful: true, batchInputShape: [2, 4, 3] }));
      setWaves(model);
      const predict = (phase: number): Float32Array =>
        tf.tidy(() => numbers(model.predict(wave(phase, [2, 4, 3]), { batchSize: 2 }))[0]!);
      for (const round of ['first', 'after a reset']) {
        expectClose(predict(5), expected.stateful[0]!);
        expectClose(predict(6), expected.stateful[1]!);
        if (round === 'first') model.resetStates();
      }
      model.dispose();
    });
  });
});
