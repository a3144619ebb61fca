import { useRefrain } from '@refrain/backend';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { additiveAttention, attention } from './index.js';
import type { AttentionLayerOptions } from './index.js';
import golden from './attention.golden.json';
import { numbers } from './test-support/numbers.js';
import { savedArtifacts } from './test-support/saved-artifacts.js';
import { wave } from './test-support/wave.js';

tf.env().set('IS_TEST', true);
beforeAll(useRefrain);

const layers = { attention, additiveAttention };

/** Query, value and key by embeddings with masks, then the layer; weights as in the Python beside this test. */
function modelOf(kind: keyof typeof layers, options: AttentionLayerOptions): tfl.LayersModel {
  const [target, source] = [tfl.input({ shape: [3] }), tfl.input({ shape: [4] })];
  const vectors = [target, source, source].map((ids) => {
    const embedding = tfl.layers.embedding({ inputDim: 5, outputDim: 2, maskZero: true });
    return embedding.apply(ids) as tfl.SymbolicTensor;
  });
  const outputs = layers[kind](options).apply(vectors) as tfl.SymbolicTensor[];
  const model = tfl.model({ inputs: [target, source], outputs });
  tf.tidy(() => model.setWeights(model.getWeights().map((weight, index) => wave(index + 1, weight.shape))));
  return model;
}

const ids = (): tf.Tensor[] => [
  tf.tensor2d([[1, 2, 0], [3, 4, 1]]), // prettier-ignore
  tf.tensor2d([[1, 2, 3, 0], [4, 1, 0, 0]]), // prettier-ignore
];

describe('attention layers', () => {
  it.each(golden)(
    'give the numbers of Keras: $kind, useScale $useScale',
    async ({ kind, useScale, output, scores }) => {
      await expectNoNewTensors(() => {
        const model = modelOf(kind as 'attention', { useScale, returnAttentionScores: true });
        tf.tidy(() => {
          const found = model.predict(ids()) as tf.Tensor[];
          expect(found.map(({ shape }) => shape)).toEqual([
            [2, 3, 2],
            [2, 3, 4],
          ]);
          expectClose(numbers(found[0]!), output);
          expectClose(numbers(found[1]!), scores);
        });
        model.dispose();
      });
    },
  );

  it.each(['attention', 'additiveAttention'] as const)('come back from a saved model: %s', async (kind) => {
    await expectNoNewTensors(async () => {
      const model = modelOf(kind, { useScale: true });
      const again = await tfl.loadLayersModel(tf.io.fromMemory(await savedArtifacts(model)));
      tf.tidy(() => {
        const [before, after] = [model, again].map((one) => numbers(one.predict(ids())));
        expect(after).toEqual(before);
      });
      model.dispose();
      again.dispose();
    });
  });

  it('look at the value where there is no key, and have the scale of Keras by default', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const [query, value] = [wave(1, [1, 2, 3]), wave(2, [1, 4, 3])];
        const [short, long] = [[query, value], [query, value, value]].map((inputs) =>
          numbers(attention().apply(inputs) as tf.Tensor),
        ); // prettier-ignore
        expect(short).toEqual(long);
        const [dot, additive] = [attention(), additiveAttention({ seed: 1 })];
        [dot, additive].forEach((layer) => layer.apply([query, value]));
        expect([dot, additive].map((layer) => layer.getWeights().map(({ shape }) => shape))).toEqual([[], [[3]]]);
        additive.dispose();
      }),
    );
  });

  it('learn, with the masks that they have in prediction', async () => {
    await expectNoNewTensors(async () => {
      const model = modelOf('additiveAttention', {});
      const optimizer = tf.train.adam(0.05);
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const [inputs, targets] = [ids(), wave(5, [2, 3, 2])];
      const squares = tf.tidy(() => tf.mean(tf.square(tf.sub(model.predict(inputs) as tf.Tensor, targets))).dataSync());
      const { history } = await model.fit(inputs, targets, { epochs: 20, verbose: 0 });
      expectClose([history['loss']![0] as number], squares);
      expect(history['loss']!.at(-1)).toBeLessThan(0.5 * (history['loss']![0] as number));
      tf.dispose([...inputs, targets]);
      model.dispose();
      optimizer.dispose();
    });
  });

  it.each<[string, () => unknown, string]>([
    [
      'an option they do not know',
      () => attention({ scoreMode: 'concat' } as AttentionLayerOptions),
      'attention does not know the option "scoreMode"; known options are useScale, returnAttentionScores, seed, name, trainable.',
    ],
    [
      'one input alone',
      () => tf.tidy(() => attention().apply([wave(1, [1, 2, 3])]) as tf.Tensor),
      'inputs must be a list of query and value, or of query, value and key; received [',
    ],
  ])('refuse %s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});
