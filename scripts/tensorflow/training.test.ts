import { memoryStore } from '../../packages/core/src/index.js';
import { checkpoint, isOutOfMemory, lambda, loadCheckpoint } from '../../packages/training/src/index.js';
import type { Callback } from '../../packages/training/src/index.js';
import { comparedBackend, comparison, scale, useBackend } from './compared-backend.js';
import { tf } from './libraries.js';
import { relativeDifference } from './numbers.js';
import { runNames, trainRun } from './training-runs.js';

// TensorFlow starts a thread for each processor, which have to wait for each other where others run too.
jest.setTimeout(180_000);

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
      await trainRun(name, { steps: 5 * scale, callbacks: [curve] });
      curves.push(curve.values);
    }
    const [expected, actual] = curves as [number[], number[]];
    expect(actual).toHaveLength(5 * scale);
    expect(actual.filter((loss, step) => !(Math.abs(loss / expected[step]! - 1) <= 1e-3))).toEqual([]);
    expect(expected.at(-1)).not.toBe(expected[0]);
  });

  it.each(runNames)(`%s keeps as many tensors alive after ${8 * scale} steps as after 4`, async (name) => {
    await useBackend(comparedBackend);
    const before = aliveTensors();
    const counts = new Map<number, number[]>();
    const counting = lambda({ onStep: ({ step }) => void counts.set(step, aliveTensors()) });
    await trainRun(name, { steps: 8 * scale, callbacks: [counting] });
    expect(counts.get(8 * scale)).toEqual(counts.get(4));
    expect(aliveTensors()).toEqual(before);
  });

  it.each(
    runNames.flatMap((name) => [
      [name, 'refrain', comparedBackend] as const,
      [name, comparedBackend, 'refrain'] as const,
    ]),
  )('%s, saved on %s, goes on on %s as it would have there', async (name, first, second) => {
    const store = memoryStore();
    const steps = 4 * scale;
    await useBackend(first);
    const whole = losses();
    await trainRun(name, { steps, callbacks: [checkpoint({ store, everySteps: steps / 2, keep: 2 }), whole] });
    await useBackend(second);
    const resumed = losses();
    const resume = await loadCheckpoint(store, { step: steps / 2 });
    await trainRun(name, { steps, callbacks: [resumed], resume });
    expect(resumed.values).toHaveLength(steps / 2);
    expect(relativeDifference(resumed.values, whole.values.slice(steps / 2))).toBeLessThanOrEqual(1e-4);
  });

  it('saves the steps before the one in which memory runs out, and goes on behind them', async () => {
    const store = memoryStore();
    await useBackend(comparedBackend);
    const before = aliveTensors();
    let begun = 0;
    // TensorFlow waits ten seconds for what is freed before it gives up.
    const takeAllMemory = (): void => {
      if (++begun === 4) tf.tidy(() => void tf.matMul(tf.ones([1_000_000, 1]), tf.ones([1, 1_000_000])).dataSync());
    };
    const callbacks = [checkpoint({ store, everySteps: 100 })];
    const error = await trainRun('geron', { steps: 6, callbacks, beforeLoss: takeAllMemory }).catch((thrown) => thrown);
    expect([error.message, isOutOfMemory(error)]).toEqual([expect.any(String), true]);
    expect(aliveTensors()).toEqual(before);
    await useBackend('refrain');
    const [whole, resumed] = [losses(), losses()];
    await trainRun('geron', { steps: 6, callbacks: [whole] });
    await trainRun('geron', { steps: 6, callbacks: [resumed], resume: await loadCheckpoint(store) });
    expect(resumed.values).toHaveLength(3);
    expect(relativeDifference(resumed.values, whole.values.slice(3))).toBeLessThanOrEqual(1e-4);
  });
});
