import { configurations, makeModel, median, trainSteps } from '../workload.mjs';

/** Milliseconds of one whole training step, through the public training loop: the median after a warm-up. */
export async function* run({ smoke }) {
  for (const [name, configuration] of Object.entries(configurations)) {
    const model = await makeModel(configuration);
    const [warmUp, timed] = smoke ? [0, 1] : [20, configuration.units > 256 ? 20 : 200];
    const times = [];
    let last = performance.now();
    const onStep = ({ step }) => {
      const now = performance.now();
      if (step > warmUp) times.push(now - last);
      last = now;
    };
    await trainSteps(model, configuration, { steps: warmUp + timed, onStep });
    model.dispose();
    const config = configuration;
    yield { name: `refrain/train-step/${name}`, value: Number(median(times).toFixed(2)), unit: 'ms', config };
  }
}
