import { additiveAttention, attention, gru, lstm, orthogonal, simpleRnn } from '../../packages/layers/src/index.js';
import type { RecurrentLayerOptions } from '../../packages/layers/src/index.js';
import { tf, type tfl } from './libraries.js';
import {
  gradientsOf,
  numbersOf,
  type Numbers,
  type ParityCase,
  type ParityCases,
  randomTensor,
  tidied,
} from './numbers.js';

const [rows, time, width, units] = [6, 9, 5, 13];

/** Every layer of `@refrain/layers`. */
export const layerCases: ParityCases = {
  gru: {
    ...recurrent(gru),
    'with the reset gate before the product': recurrentCase((options) => gru({ ...options, resetAfter: false }), {}),
  },
  lstm: recurrent(lstm),
  simpleRnn: recurrent(simpleRnn),
  attention: {
    'of two sequences': attentionCase(() => attention({ returnAttentionScores: true }), 2),
    'of three, with a scale': attentionCase(() => attention({ useScale: true }), 3),
  },
  additiveAttention: {
    'of two sequences': attentionCase(() => additiveAttention({ seed: 1 }), 2),
    'of three, without a scale': attentionCase(() => additiveAttention({ useScale: false }), 3),
  },
  orthogonal: {
    'in a shape that is not square': () =>
      tidied(() => ({ values: numbersOf(orthogonal({ seed: 1 }).apply([7, 12])) })),
  },
};

type Make = (options: RecurrentLayerOptions) => tfl.RNN;

function recurrent(make: Make): Record<string, ParityCase> {
  return {
    'with the last output': recurrentCase(make, {}),
    'with sequence and states, backwards, behind a mask': recurrentCase(make, {
      returnSequences: true,
      returnState: true,
      goBackwards: true,
    }),
    'with zeros where it is masked, without a bias': recurrentCase(make, {
      returnSequences: true,
      zeroOutputForMask: true,
      useBias: false,
    }),
    'with dropout of inputs and states': recurrentCase(make, {
      returnSequences: true,
      dropout: 0.3,
      recurrentDropout: 0.4,
    }),
    'going on from batch to batch': recurrentCase(make, { stateful: true, batchInputShape: [rows, time, width] }),
  };
}

function recurrentCase(make: Make, options: Omit<RecurrentLayerOptions, 'units'>): ParityCase {
  return () => {
    const layer = make({ units, seed: 3, ...options });
    return withInputs(layer, [[rows, time, width]], ([input]) => {
      const mask = options.stateful ? undefined : padding(rows, time);
      return layer.apply(input!, { training: true, ...(mask && { mask }) }) as tf.Tensor | tf.Tensor[];
    });
  };
}

function attentionCase(make: () => tfl.layers.Layer, count: 2 | 3): ParityCase {
  return () => {
    const layer = make();
    const shapes = [
      [rows, 4, width],
      [rows, time, width],
      [rows, time, width],
    ].slice(0, count);
    return withInputs(layer, shapes, (inputs) => {
      const masks = [padding(rows, 4), padding(rows, time)];
      return layer.apply([...inputs], { mask: masks }) as tf.Tensor | tf.Tensor[];
    });
  };
}

/** What a layer gives for random inputs, then the gradients of inputs and weights; frees the layer. */
function withInputs(
  layer: tfl.layers.Layer,
  shapes: readonly number[][],
  apply: (inputs: readonly tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): Numbers {
  const inputs = shapes.map((shape, index) => tf.tidy(() => tf.variable(randomTensor(shape, index + 1))));
  const run = (): tf.Tensor[] => [apply(inputs)].flat();
  const found = tidied(() => {
    // The first call makes the weights; biases that are not zeros show whether they are added where they should be.
    const outputs = run().map(numbersOf);
    layer.setWeights(
      layer.getWeights().map((weight, index) => tf.add(weight, randomTensor(weight.shape, 50 + index, 0.3))),
    );
    return Object.fromEntries(
      [...outputs, ...run().map(numbersOf)].map((values, index) => [`output ${index + 1}`, values]),
    );
  });
  const learnt = [
    ...inputs.map((variable, index) => ({ name: `input ${index + 1}`, variable })),
    ...layer.trainableWeights.map((weight, index) => ({
      name: `weight ${index + 1}`,
      variable: weight.read() as tf.Variable,
    })),
  ];
  const gradients = gradientsOf(learnt, run);
  layer.dispose();
  tf.dispose(inputs);
  return { ...found, ...gradients };
}

/** Rows of `time`, the first whole, each of the others one shorter; the last has a hole in its middle. */
function padding(count: number, length: number): tf.Tensor2D {
  const counts = (row: number, position: number): boolean =>
    row === count - 1 ? position !== Math.floor(length / 2) : position < Math.max(1, length - row);
  const flags = Array.from({ length: count * length }, (_, index) =>
    Number(counts(Math.floor(index / length), index % length)),
  );
  return tf.tensor2d(flags, [count, length], 'bool');
}
