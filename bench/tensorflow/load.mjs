import { createRequire } from 'node:module';
import util from 'node:util';
import { tensorflowFolder } from '../backend.mjs';

/** tfjs-node with the TensorFlow.js that it brings, as it is without this project. */
export function loadTensorflow() {
  // Node 23 and newer lack two functions that it calls.
  util.isArray ??= Array.isArray;
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  return createRequire(`${tensorflowFolder()}/package.json`)('@tensorflow/tfjs-node');
}

/** Random ids, [rows, time]. */
export function randomIds(tf, { rows, time, vocabulary }) {
  return tf.tidy(() => tf.cast(tf.randomUniform([rows, time], 0, vocabulary), 'int32'));
}

/** Milliseconds of each of `timed` calls after the warm-up. */
export async function timesOf(step, { warmUp, timed }) {
  const times = [];
  for (let count = 0; count < warmUp + timed; count++) {
    const start = performance.now();
    await step();
    if (count >= warmUp) times.push(performance.now() - start);
  }
  return times;
}
