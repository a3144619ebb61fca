import { useRefrain } from '@refrain/backend';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { gru, lstm, type RecurrentLayerOptions, simpleRnn } from './index.js';
import { numbers } from './test-support/numbers.js';
import { savedArtifacts } from './test-support/saved-artifacts.js';
import { wave } from './test-support/wave.js';

tf.env().set('IS_TEST', true);
beforeAll(useRefrain);

/** Layers that a test uses without a model; they are disposed after it, and no tensor may be left. */
const used: tfl.RNN[] = [];
function alone<Layer extends tfl.RNN>(layer: Layer): Layer {
  used.push(layer);
  return layer;
}

let before = 0;
beforeEach(() => {
  before = tf.memory().numTensors;
});
afterEach(() => {
  used.splice(0).forEach((layer) => layer.dispose());
  expect(tf.memory().numTensors).toBe(before);
});

const kinds = { simpleRnn, gru, lstm };
const layers: [string, (options: RecurrentLayerOptions) => tfl.RNN][] = Object.entries(kinds);

describe.each(layers)('%s', (kind, make) => {
  it('is saved and loaded through TensorFlow.js with all its options', async () => {
    await expectNoNewTensors(async () => {
      const model = tfl.sequential();
      model.add(
        make({
          units: 3,
          inputShape: [4, 2],
          name: 'recurrent',
          seed: 7,
          dropout: 0.25,
          recurrentDropout: 0.5,
          goBackwards: true,
          returnSequences: true,
          zeroOutputForMask: true,
          kernelRegularizer: 'l1l2',
          biasInitializer: tfl.initializers.constant({ value: 0.5 }),
          ...(kind === 'gru' && { resetAfter: false }),
          ...(kind === 'lstm' && { unitForgetBias: false }),
        }),
      );
      const again = await tfl.loadLayersModel(tf.io.fromMemory(await savedArtifacts(model)));
      expect(again.layers[0]!.getConfig()).toEqual(model.layers[0]!.getConfig());
      tf.tidy(() => {
        const x = wave(1, [2, 4, 2]);
        expect(numbers(again.predict(x))).toEqual(numbers(model.predict(x)));
      });
      model.dispose();
      again.dispose();
    });
  });

  it('constrains its weights when they are written', () => {
    tf.tidy(() => {
      const recurrentConstraint = tfl.constraints.unitNorm({ axis: 0 });
      const layer = alone(make({ units: 2, kernelConstraint: 'nonNeg', recurrentConstraint }));
      layer.apply(tf.zeros([1, 2, 3]));
      layer.setWeights(layer.weights.map(({ shape }) => wave(1, shape as number[])));
      const [kernel, recurrentKernel, bias] = layer.getWeights();
      expectClose(numbers(kernel!), numbers(tf.relu(wave(1, kernel!.shape))));
      expectClose(
        numbers(tf.sum(tf.square(recurrentKernel!), 0)),
        new Array<number>(recurrentKernel!.shape[1]!).fill(1),
      );
      expectClose(numbers(bias!), numbers(wave(1, bias!.shape)));
      expect(layer.getConfig()['kernelConstraint']).toEqual({ className: 'NonNeg', config: {} });
    });
  });

  it('drops with a fresh mask in each training batch, the same one from the same seed, and never in prediction', () => {
    tf.tidy(() => {
      const x = tf.ones([1, 3, 40]);
      const apply = (layer: tfl.RNN, training: boolean): number[] => numbers(layer.apply(x, { training }) as tf.Tensor);
      for (const option of ['dropout', 'recurrentDropout']) {
        const [one, same] = [0, 1].map(() => alone(make({ units: 8, seed: 3, [option]: 0.5 })));
        const [first, second] = [apply(one!, true), apply(one!, true)];
        expect(first).not.toEqual(second);
        expect([apply(same!, true), apply(same!, true)]).toEqual([first, second]);
        expect(apply(one!, false)).toEqual(apply(one!, false));
      }
    });
  });

  it('drops the same inputs at all positions, and scales the others', () => {
    tf.tidy(() => {
      const layer = alone(make({ units: 1, dropout: 0.5, seed: 1, useBias: false }));
      const silent = alone(make({ units: 1, useBias: false }));
      // The kernel sees one input at a time; a dropped one must be as good as 0 at every position.
      for (let input = 0; input < 4; input++) {
        const x = tf.mul(tf.ones([1, 3, 4]), tf.oneHot(tf.tensor1d([input], 'int32'), 4));
        const dropped = numbers(layer.apply(x, { training: true }) as tf.Tensor);
        silent.apply(x);
        silent.setWeights(layer.getWeights());
        const choices = [0, 2].map((factor) => numbers(silent.apply(tf.mul(x, factor)) as tf.Tensor)[0]!);
        expect(choices.some((choice) => Math.abs(choice - dropped[0]!) < 1e-6)).toBe(true);
      }
    });
  });

  it('works inside of tf.layers.bidirectional as Keras has it: outputs side by side, in the order of the input', () => {
    tf.tidy(() => {
      const inner = make({ units: 2, returnSequences: true, inputShape: [3, 2] });
      const model = tfl.sequential();
      model.add(tfl.layers.bidirectional({ layer: inner, mergeMode: 'concat', inputShape: [3, 2] }));
      const x = wave(2, [1, 3, 2]);
      const found = (model.predict(x) as tf.Tensor).arraySync() as number[][][];
      const weights = model.getWeights();
      const direction = (which: 'forward' | 'backward'): number[][][] => {
        const layer = alone(make({ units: 2, returnSequences: true, goBackwards: which === 'backward' }));
        layer.apply(x);
        layer.setWeights(which === 'forward' ? weights.slice(0, 3) : weights.slice(3));
        return (layer.apply(x) as tf.Tensor).arraySync() as number[][][];
      };
      const [forward, backward] = [direction('forward'), direction('backward')];
      found[0]!.forEach((output, time) => {
        expectClose(output, [...forward[0]![time]!, ...backward[0]![2 - time]!]);
      });
      model.dispose();
    });
  });

  it('frees its states when a stateful model is trained, reset and disposed', async () => {
    await expectNoNewTensors(async () => {
      const model = tfl.sequential();
      model.add(make({ units: 2, stateful: true, batchInputShape: [2, 3, 1] }));
      model.add(tfl.layers.dense({ units: 1 }));
      const optimizer = tf.train.sgd(0.1);
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const [x, y] = [wave(1, [4, 3, 1]), wave(2, [4, 1])];
      const fit = (): Promise<unknown> => model.fit(x, y, { batchSize: 2, epochs: 1, shuffle: false, verbose: 0 });
      await fit();
      const before = tf.memory().numTensors;
      for (let epoch = 0; epoch < 3; epoch++) await fit();
      expect(tf.memory().numTensors).toBe(before);
      model.resetStates();
      expect(tf.memory().numTensors).toBe(before);
      model.dispose();
      [x, y].forEach((tensor) => tensor.dispose());
      optimizer.dispose();
    });
  });

  it('refuses what it cannot do', () => {
    const refused = (options: object): string => {
      try {
        make({ units: 2, ...options });
      } catch (error) {
        return (error as Error).message;
      }
      return 'nothing';
    };
    const owner = kind === 'simpleRnn' ? 'simpleRNN' : kind;
    expect(refused({ units: 0 })).toBe('units must be a positive integer; received 0.');
    expect(refused({ dropout: 1 })).toBe('dropout must be below 1; received 1. Nothing would be left.');
    expect(refused({ recurrentDropout: -1 })).toBe('recurrentDropout must be a number from 0 to 1; received -1.');
    expect(refused({ seed: 0.5 })).toBe('seed must be an integer; received 0.5.');
    expect(refused({ activation: 'relu' })).toBe(
      `activation must be 'tanh', the only one that the fused kernels have; received "relu". For another use tf.layers.${owner}.`,
    );
    expect(refused({ unroll: true })).toContain(
      `${owner} does not know the option "unroll"; known options are units, `,
    );
  });

  it('asks for a batch size when stateful', () => {
    const layer = make({ units: 2, stateful: true, inputShape: [3, 1] });
    expect(() => tfl.sequential().add(layer)).toThrow('If an RNN is stateful, it needs to know its batch size.');
    layer.weights.forEach((weight) => weight.dispose());
  });
});

describe('the weights before training', () => {
  it('are those of Keras: names, shapes, a forget bias of 1, orthonormal recurrent rows', () => {
    tf.tidy(() => {
      const layer = alone(lstm({ units: 4, name: 'memory' }));
      layer.apply(tf.zeros([1, 2, 3]));
      expect(layer.weights.map(({ originalName, shape }) => [originalName, shape])).toEqual([
        ['memory/kernel', [3, 16]],
        ['memory/recurrent_kernel', [4, 16]],
        ['memory/bias', [16]],
      ]);
      const [kernel, recurrentKernel, bias] = layer.getWeights();
      expect(numbers(bias!)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
      const product = tf.matMul(recurrentKernel!, recurrentKernel!, false, true);
      expectClose(numbers(product), numbers(tf.eye(4)));
      const limit = Math.sqrt(6 / (3 + 16));
      expect(Math.max(...numbers(kernel!).map(Math.abs))).toBeLessThanOrEqual(limit);
    });
  });

  it('have the shapes of the GRU mode', () => {
    tf.tidy(() => {
      const biasShape = (resetAfter: boolean): unknown => {
        const layer = alone(gru({ units: 2, resetAfter }));
        layer.apply(tf.zeros([1, 2, 3]));
        return layer.weights.at(-1)!.shape;
      };
      expect(biasShape(true)).toEqual([2, 6]);
      expect(biasShape(false)).toEqual([6]);
    });
  });

  it('are the same from the same seed and others without', () => {
    tf.tidy(() => {
      const draw = (seed?: number): number[] => {
        const layer = alone(gru({ units: 4, seed }));
        layer.apply(tf.zeros([1, 2, 3]));
        return layer.getWeights().flatMap(numbers);
      };
      expect(draw(5)).toEqual(draw(5));
      expect(draw()).not.toEqual(draw());
    });
  });
});
