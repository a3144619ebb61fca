/**
 * Times the kernels of the backend `refrain`: matrix products, recurrent layers forward and backward, steps a second.
 * Prints one JSON line a figure, each the best of many runs. `node bench/kernels.mjs [threads]`, after a build.
 */
import * as tf from '@tensorflow/tfjs-core';
import { setThreadCount, useRefrain } from '@refrain/backend';
import { gru, lstm } from '@refrain/ops';

const threads = process.argv[2] ? Number(process.argv[2]) : undefined;
setThreadCount(threads);
await useRefrain();

/** Cell, rows, time, vocabulary, embedding, units. */
const configurations = {
  'geron-gru': [gru, 32, 100, 39, 16, 128],
  'geron-gru-stateful': [gru, 1, 100, 39, 16, 128],
  'geron-lstm': [lstm, 32, 100, 39, 16, 128],
  'verne-lstm': [lstm, 64, 40, 80, 256, 512],
};

function report(name, value, unit) {
  console.log(
    JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, config: { threads: threads ?? 'default' } }),
  );
}

async function best(milliseconds, work) {
  let least = Infinity;
  for (const end = performance.now() + milliseconds; performance.now() < end;) {
    const start = performance.now();
    tf.tidy(work);
    least = Math.min(least, performance.now() - start);
    await new Promise(setImmediate);
  }
  return least;
}

for (const [rows, depth, columns] of [
  [256, 256, 256],
  [512, 512, 512],
  [3200, 128, 384],
  [3200, 128, 39],
  [1, 128, 384],
]) {
  for (const [transposeA, transposeB] of [
    [false, false],
    [true, false],
    [false, true],
  ]) {
    const a = tf.randomUniform(transposeA ? [depth, rows] : [rows, depth]);
    const b = tf.randomUniform(transposeB ? [columns, depth] : [depth, columns]);
    const [ownA, ownB] = [tf.add(a, 0), tf.add(b, 0)];
    const least = await best(400, () => tf.matMul(ownA, ownB, transposeA, transposeB));
    const name = `gemm/${rows}x${depth}x${columns}${transposeA ? '/ta' : ''}${transposeB ? '/tb' : ''}`;
    report(name, (2 * rows * depth * columns) / least / 1e6, 'GFLOP/s');
    tf.dispose([a, b, ownA, ownB]);
  }
}

for (const [name, [run, rows, time, vocabulary, embedding, units]] of Object.entries(configurations)) {
  const gates = run === gru ? 3 : 4;
  const ids = tf.cast(tf.randomUniform([rows, time], 0, vocabulary), 'int32');
  const weights = [
    tf.randomUniform([vocabulary, embedding], -0.1, 0.1),
    tf.randomUniform([embedding, gates * units], -0.1, 0.1),
    tf.randomUniform([units, gates * units], -0.1, 0.1),
    tf.zeros(gates === 3 ? [2, gates * units] : [gates * units]),
  ].map((tensor) => tf.add(tensor, 0));
  const gradient = tf.add(tf.randomUniform([rows, time, units]), 0);
  const forward = (table, kernel, recurrentKernel, bias) =>
    run({ ids, table }, { kernel, recurrentKernel, bias }).outputs;
  const both = tf.grads(forward);
  report(`recurrent-forward/${name}`, await best(1500, () => forward(...weights)), 'ms');
  report(`recurrent-both/${name}`, await best(2500, () => both(weights, gradient)), 'ms');
}
