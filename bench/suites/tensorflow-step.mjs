import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tensorflowFolder } from '../backend.mjs';
import { configurations, median, translators } from '../workload.mjs';

const script = fileURLToPath(new URL('../tensorflow/contender.mjs', import.meta.url));
const contenders = ['refrain', 'stock-layers', 'block-lstm'];
const measured = { 'geron-lstm': [30, 60], 'verne-lstm': [2, 8], 'geron-translate': [2, 6] };

/**
 * Milliseconds of one training step on TensorFlow's backend: this project's, that of the layers of TensorFlow.js, and
 * TensorFlow's fused LSTM alone with its gradient, which is the least that a step can take.
 *
 * Each has a process of its own, one after the other; of several rounds the median. Nothing where
 * `node tools/build-tensorflow.mjs` has built nothing.
 */
export async function* run({ smoke }) {
  if (!tensorflowFolder()) return;
  const rounds = smoke ? 1 : 3;
  for (const [name, counts] of Object.entries(smoke ? { 'geron-lstm': [0, 1] } : measured)) {
    const medians = Object.fromEntries(contenders.map((contender) => [contender, []]));
    for (let round = 0; round < rounds; round++) {
      for (const contender of contenders) medians[contender].push(stepTime(contender, name, counts));
    }
    for (const contender of contenders) {
      const config = { backend: 'tensorflow', rounds, ...(configurations[name] ?? translators[name]) };
      const value = Number(median(medians[contender]).toFixed(2));
      yield { name: `${contender}/tensorflow-step/${name}`, value, unit: 'ms', config };
    }
  }
}

function stepTime(contender, name, counts) {
  const environment = { ...process.env, REFRAIN_BACKEND: 'tensorflow' };
  const child = spawnSync(process.execPath, [script, contender, name, ...counts.map(String)], {
    ...{ env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  });
  if (child.status !== 0) throw new Error(`${contender} failed on ${name}:\n${child.stderr}`);
  return JSON.parse(child.stdout.trim().split('\n').at(-1)).milliseconds;
}
