import {
  configurations,
  makeModel,
  makeTranslator,
  median,
  trainSteps,
  trainTranslatorSteps,
  translators,
} from '../workload.mjs';

/** Milliseconds of one whole training step, through the public training loop: the median after a warm-up. */
export async function* run({ smoke }) {
  for (const [name, configuration] of Object.entries(configurations)) {
    const timed = configuration.units > 256 ? 20 : 200;
    const model = await makeModel(configuration);
    const times = await timesOf((options) => trainSteps(model, configuration, options), smoke ? [0, 1] : [20, timed]);
    model.dispose();
    yield figure(name, times, configuration);
  }
  for (const [name, configuration] of Object.entries(translators)) {
    const model = await makeTranslator(configuration);
    const train = (options) => trainTranslatorSteps(model, configuration, options);
    const times = await timesOf(train, smoke ? [0, 1] : [5, 15]);
    model.dispose();
    yield figure(name, times, configuration);
  }
}

/** Milliseconds of each step that `train` takes after the warm-up. */
async function timesOf(train, [warmUp, timed]) {
  const times = [];
  let last = performance.now();
  const onStep = ({ step }) => {
    const now = performance.now();
    if (step > warmUp) times.push(now - last);
    last = now;
  };
  await train({ steps: warmUp + timed, onStep });
  return times;
}

function figure(name, times, config) {
  return { name: `refrain/train-step/${name}`, value: Number(median(times).toFixed(2)), unit: 'ms', config };
}
