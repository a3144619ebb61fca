import { backendConfig, backendName } from '../backend.mjs';
import { configurations, makeTraining, median, stepTimes, translators } from '../workload.mjs';

/** Milliseconds of one whole training step, through the public training loop: the median after a warm-up. */
export async function* run({ smoke }) {
  for (const name of measured()) {
    const { configuration, train, dispose } = await makeTraining(name);
    const times = await stepTimes(train, smoke ? { warmUp: 0, timed: 1 } : stepsOf(name));
    dispose();
    const config = { ...backendConfig(), ...configuration };
    yield { name: `refrain/train-step/${name}`, value: Number(median(times).toFixed(2)), unit: 'ms', config };
  }
}

/** All configurations; on the backend cpu only those that take no minute a step. */
function measured() {
  const names = [...Object.keys(configurations), ...Object.keys(translators)];
  return backendName() === 'cpu' ? names.filter((name) => configurations[name]?.units <= 256) : names;
}

/** Fewer steps of what takes long. */
function stepsOf(name) {
  if (backendName() === 'cpu') return { warmUp: 1, timed: 3 };
  if (name in translators) return { warmUp: 5, timed: 15 };
  return { warmUp: 20, timed: configurations[name].units > 256 ? 20 : 200 };
}
