/**
 * Times the kernels of the backend `refrain`: matrix products, recurrent layers forward and backward, steps a second.
 * Prints one JSON line a figure, each the best of many runs. After a build: `node bench/kernels.mjs [threads] [seconds]`.
 */
import * as tf from '@tensorflow/tfjs-core';
import { setThreadCount, useRefrain } from '@refrain/backend';
import { Random } from '@refrain/core';
import { createStepper, gru, lstm } from '@refrain/ops';

const threads = Number(process.argv[2] ?? 2);
const seconds = Number(process.argv[3] ?? 2);
setThreadCount(threads);
await useRefrain();

/** Cell, rows, time, vocabulary, embedding, units. */
const configurations = {
  'geron-gru': [gru, 32, 100, 39, 16, 128],
  'geron-gru-stateful': [gru, 1, 100, 39, 16, 128],
  'geron-lstm': [lstm, 32, 100, 39, 16, 128],
  'verne-lstm': [lstm, 64, 40, 80, 256, 512],
};

const products = [
  [256, 256, 256],
  [512, 512, 512],
  [3200, 128, 384],
  [3200, 128, 39],
  [1, 128, 384],
];

function report(name, value, unit) {
  console.log(
    JSON.stringify({ name: `refrain/${name}`, value: Number(value.toPrecision(4)), unit, config: { threads } }),
  );
}

/** The shortest of as many runs as fit into the time, in milliseconds. */
async function shortest(work) {
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

/** Random numbers in the kernels' memory. */
function random(shape) {
  return tf.tidy(() => tf.mul(tf.randomUniform(shape, -1, 1), 0.1));
}

for (const [rows, depth, columns] of products) {
  for (const [form, transposeA, transposeB] of [
    ['plain', false, false],
    ['transposed-a', true, false],
    ['transposed-b', false, true],
  ]) {
    const a = random(transposeA ? [depth, rows] : [rows, depth]);
    const b = random(transposeB ? [columns, depth] : [depth, columns]);
    const milliseconds = await shortest(() => tf.matMul(a, b, transposeA, transposeB));
    report(`product/${rows}x${depth}x${columns}/${form}`, (2 * rows * depth * columns) / milliseconds / 1e6, 'GFLOP/s');
    tf.dispose([a, b]);
  }
}

for (const [name, [run, rows, time, vocabulary, embedding, units]] of Object.entries(configurations)) {
  const columns = (run === gru ? 3 : 4) * units;
  const ids = tf.tidy(() => tf.cast(tf.randomUniform([rows, time], 0, vocabulary), 'int32'));
  const shapes = [
    [vocabulary, embedding],
    [embedding, columns],
    [units, columns],
    run === gru ? [2, columns] : [columns],
  ];
  const weights = shapes.map(random);
  const gradient = random([rows, time, units]);
  const forward = (table, kernel, recurrentKernel, bias) =>
    run({ ids, table }, { kernel, recurrentKernel, bias }).outputs;
  const both = tf.grads(forward);
  report(`recurrent/${name}/forward`, await shortest(() => forward(...weights)), 'ms');
  report(`recurrent/${name}/forward-and-backward`, await shortest(() => both(weights, gradient)), 'ms');
  tf.dispose([ids, gradient, ...weights]);
}

const source = new Random(1);
const uniform = (length) => Float32Array.from({ length }, () => source.uniform() / 5 - 0.1);
for (const [cell, gates, biasRows] of [
  ['gru', 3, 2],
  ['lstm', 4, 1],
]) {
  const stepper = createStepper({
    vocabularySize: 39,
    embedding: uniform(39 * 16),
    layers: [
      {
        cell,
        resetAfter: true,
        units: 128,
        kernel: uniform(16 * gates * 128),
        recurrentKernel: uniform(128 * gates * 128),
        bias: uniform(biasRows * gates * 128),
      },
    ],
    output: { kernel: uniform(128 * 39), bias: uniform(39) },
  });
  const state = new Float32Array(stepper.stateSize);
  const logits = new Float32Array(39);
  const ids = new Int32Array(1);
  const count = 1000;
  const milliseconds = await shortest(() => {
    for (let step = 0; step < count; step++) {
      ids[0] = step % 39;
      stepper.step(ids, state, state, logits);
    }
  });
  report(`steps/${cell}-128`, (count / milliseconds) * 1000, 'steps/s');
  stepper.dispose();
}
