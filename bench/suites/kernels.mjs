import { Random } from '@refrain/core';
import { createStepper, gru, lstm } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { backendConfig, useBackend } from '../backend.mjs';
import { configurations } from '../workload.mjs';

const operations = { gru, lstm };
const gates = { gru: 3, lstm: 4 };
const products = [
  [256, 256, 256],
  [512, 512, 512],
  [3200, 128, 384],
  [3200, 128, 39],
  [1, 128, 384],
];
const forms = { plain: [false, false], 'transposed-a': [true, false], 'transposed-b': [false, true] };

/** The kernels alone, each the best of many runs: matrix products, recurrent layers forward and back, single steps. */
export async function* run({ smoke }) {
  await useBackend();
  const seconds = smoke ? 0 : 1;
  yield* measureProducts(seconds);
  yield* measureRecurrent(seconds, smoke);
  yield* measureSteps(seconds, smoke ? 10 : 1000);
}

async function* measureProducts(seconds) {
  for (const [rows, depth, columns] of products) {
    for (const [form, [transposeA, transposeB]] of Object.entries(forms)) {
      const a = random(transposeA ? [depth, rows] : [rows, depth]);
      const b = random(transposeB ? [columns, depth] : [depth, columns]);
      const milliseconds = await shortest(() => tf.matMul(a, b, transposeA, transposeB), seconds);
      tf.dispose([a, b]);
      const rate = (2 * rows * depth * columns) / milliseconds / 1e6;
      yield figure(`product/${rows}x${depth}x${columns}/${form}`, rate, 'GFLOP/s');
    }
  }
}

async function* measureRecurrent(seconds, smoke) {
  const measured = smoke ? ['geron-gru-stateful'] : Object.keys(configurations);
  for (const name of measured) {
    const { cell, rows, time, vocabulary, embedding, units } = configurations[name];
    const columns = gates[cell] * units;
    const ids = tf.tidy(() => tf.cast(tf.randomUniform([rows, time], 0, vocabulary), 'int32'));
    const bias = cell === 'gru' ? [2, columns] : [columns];
    const weights = [[vocabulary, embedding], [embedding, columns], [units, columns], bias].map(random);
    const gradient = random([rows, time, units]);
    const forward = (table, kernel, recurrentKernel, added) =>
      operations[cell]({ ids, table }, { kernel, recurrentKernel, bias: added }).outputs;
    const both = tf.grads(forward);
    yield figure(`recurrent/${name}/forward`, await shortest(() => forward(...weights), seconds), 'ms');
    const bothWays = await shortest(() => both(weights, gradient), seconds);
    yield figure(`recurrent/${name}/forward-and-backward`, bothWays, 'ms');
    tf.dispose([ids, gradient, ...weights]);
  }
}

async function* measureSteps(seconds, count) {
  const source = new Random(1);
  const uniform = (length) => Float32Array.from({ length }, () => source.uniform() / 5 - 0.1);
  for (const cell of ['gru', 'lstm']) {
    const columns = gates[cell] * 128;
    const weights = { kernel: uniform(16 * columns), recurrentKernel: uniform(128 * columns) };
    const bias = uniform(cell === 'gru' ? 2 * columns : columns);
    const stepper = createStepper({
      vocabularySize: 39,
      embedding: uniform(39 * 16),
      layers: [{ cell, resetAfter: true, units: 128, ...weights, bias }],
      output: { kernel: uniform(128 * 39), bias: uniform(39) },
    });
    const state = new Float32Array(stepper.stateSize);
    const logits = new Float32Array(39);
    const ids = new Int32Array(1);
    const milliseconds = await shortest(() => {
      for (let step = 0; step < count; step++) {
        ids[0] = step % 39;
        stepper.step(ids, state, state, logits);
      }
    }, seconds);
    stepper.dispose();
    yield figure(`steps/${cell}-128`, (count / milliseconds) * 1000, 'steps/s');
  }
}

function figure(name, value, unit) {
  return {
    name: `refrain/${name}`,
    value: Number(value.toPrecision(4)),
    unit,
    config: { ...backendConfig(), best: 'of many runs' },
  };
}

/** The shortest of as many runs as fit into the time, in milliseconds; one run at least. */
async function shortest(work, seconds) {
  let least = Infinity;
  const end = performance.now() + 1000 * seconds;
  do {
    const start = performance.now();
    tf.tidy(work);
    least = Math.min(least, performance.now() - start);
    await new Promise(setImmediate);
  } while (performance.now() < end);
  return least;
}

/** Random numbers in the kernels' own memory. */
function random(shape) {
  return tf.tidy(() => tf.mul(tf.randomUniform(shape, -1, 1), 0.1));
}
