import { memoryStore } from '../../packages/core/src/index.js';
import { checkpoint, lambda, loadCheckpoint } from '../../packages/training/src/index.js';
import type { Callback } from '../../packages/training/src/index.js';
import { comparedBackend, comparison, useBackend } from './compared-backend.js';
import { tf } from './libraries.js';
import { relativeDifference } from './numbers.js';
import { runNames, trainRun } from './training-runs.js';

/** Keeps the loss of each step. */
function losses(): Callback & { readonly values: number[] } {
  const values: number[] = [];
  return Object.assign(lambda({ onStep: ({ loss }) => void values.push(loss) }), { values });
}

/** Tensors of TensorFlow.js, and of TensorFlow's own library behind them. */
function aliveTensors(): number[] {
  const { binding } = tf.backend() as unknown as { binding?: { getNumOfTensors(): number } };
  return [tf.memory().numTensors, binding?.getNumOfTensors() ?? 0];
}

describe(`${comparison}: training`, () => {
  it.each(runNames)('%s has the same losses', async (name) => {
    const curves = [];
    for (const backend of ['refrain', comparedBackend] as const) {
      await useBackend(backend);
      const curve = losses();
      await trainRun(name, { steps: 20, callbacks: [curve] });
      curves.push(curve.values);
    }
    const [expected, actual] = curves as [number[], number[]];
    expect(actual).toHaveLength(20);
    expect(actual.filter((loss, step) => !(Math.abs(loss / expected[step]! - 1) <= 1e-3))).toEqual([]);
    expect(expected.at(-1)).not.toBe(expected[0]);
  });

  it.each(runNames)('%s keeps as many tensors alive after 30 steps as after 4', async (name) => {
    await useBackend(comparedBackend);
    const before = aliveTensors();
    const counts = new Map<number, number[]>();
    const counting = lambda({ onStep: ({ step }) => void counts.set(step, aliveTensors()) });
    await trainRun(name, { steps: 30, callbacks: [counting] });
    expect(counts.get(30)).toEqual(counts.get(4));
    expect(aliveTensors()).toEqual(before);
  });

  it.each(
    runNames.flatMap((name) => [
      [name, 'refrain', comparedBackend] as const,
      [name, comparedBackend, 'refrain'] as const,
    ]),
  )('%s, saved on %s, goes on on %s as it would have there', async (name, first, second) => {
    const store = memoryStore();
    await useBackend(first);
    const whole = losses();
    await trainRun(name, { steps: 16, callbacks: [checkpoint({ store, everySteps: 8, keep: 2 }), whole] });
    await useBackend(second);
    const resumed = losses();
    const resume = await loadCheckpoint(store, { step: 8 });
    await trainRun(name, { steps: 16, callbacks: [resumed], resume });
    expect(resumed.values).toHaveLength(8);
    expect(relativeDifference(resumed.values, whole.values.slice(8))).toBeLessThanOrEqual(1e-4);
  });
});
