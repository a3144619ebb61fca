import * as tf from '@tensorflow/tfjs-core';
import { configurations, makeModel, trainSteps } from '../workload.mjs';

/** Tensors alive after few and after many training steps and sampling steps, and the process's largest memory. */
export async function* run({ smoke }) {
  const configuration = configurations['geron-gru'];
  const model = await makeModel(configuration);
  let state = model.initialState(1);
  const sample = (count) => {
    for (let step = 0; step < count; step++) ({ state } = model.step(Int32Array.of(step % 39), state));
  };
  const alive = async (count) => {
    let tensors = 0;
    const onStep = ({ step }) => {
      if (step === count) tensors = tf.memory().numTensors;
    };
    await trainSteps(model, configuration, { steps: count, onStep });
    sample(count);
    return [tensors, tf.memory().numTensors];
  };
  for (const count of smoke ? [1, 2] : [10, 1000]) {
    const [training, after] = await alive(count);
    yield { name: `refrain/tensors/training-${count}`, value: training, unit: 'tensors', config: { steps: count } };
    yield { name: `refrain/tensors/sampling-${count}`, value: after, unit: 'tensors', config: { steps: count } };
  }
  model.dispose();
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  yield { name: 'refrain/memory/geron-gru', value: megabytes, unit: 'MB', config: { of: 'the benchmark process' } };
}
