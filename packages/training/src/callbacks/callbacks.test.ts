import '@tensorflow/tfjs-backend-cpu';
import { memoryStore } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import fc from 'fast-check';
import type { Callback } from '../callback.js';
import { sgd } from '../optimizers/sgd.js';
import { ScriptedModel } from '../testing/scripted-model.js';
import type { ScriptedBatch } from '../testing/scripted-model.js';
import { dataset } from '../testing/tiny-data.js';
import { train } from '../train.js';
import { csvLog, historyCsv } from './csv-log.js';
import { earlyStopping } from './early-stopping.js';
import { lambda } from './lambda.js';
import { reduceOnPlateau } from './reduce-on-plateau.js';
import { parseSamples, sampleEvery } from './sample-every.js';
import { terminateOnNaN } from './terminate-on-nan.js';

/** Trains with one batch an epoch, whose losses are given; each step takes 1 off all weights at the rate 1. */
async function run(
  callback: Callback,
  losses: readonly number[],
  options: { rate?: number; signal?: AbortSignal } = {},
) {
  return expectNoNewTensors(async () => {
    const model = new ScriptedModel();
    const { rate = 1, signal } = options;
    const data = { size: 1, iterator: (epoch = 0) => dataset<ScriptedBatch>([{ loss: losses[epoch]! }]).iterator() };
    try {
      const callbacks = [callback];
      const history = await train({ model, data, optimizer: sgd(rate), epochs: losses.length, callbacks, signal });
      return { history, values: model.values(), rates: history.rows.map(({ learningRate }) => learningRate) };
    } finally {
      model.dispose();
    }
  });
}

const text = async (store: ReturnType<typeof memoryStore>, name: string): Promise<string> =>
  new TextDecoder().decode(await store.read(name));

/*
 * The steps and rates that are said to follow Keras are those of Keras 3.15, whose callbacks were driven like this:
 *   callback = keras.callbacks.EarlyStopping(monitor="loss", mode="min", patience=2, baseline=1)
 *   callback.set_model(model); callback.on_train_begin()
 *   for epoch, loss in enumerate(losses): callback.on_epoch_end(epoch, {"loss": loss})   # until model.stop_training
 */
describe('earlyStopping', () => {
  it('stops after as many rows without progress as its patience, and restores the best weights', async () => {
    const callback = earlyStopping({ monitor: 'loss', patience: 2 });
    const { history, values } = await run(callback, [5, 3, 4, 2, 2, 2, 1]);
    expect(history).toMatchObject({
      step: 6,
      outcome: 'stopped',
      reason: 'loss was best, 2, at step 4, and got no better since',
    });
    expect(values).toEqual([1 - 4, 2 - 4, 3 - 4]);
  });

  it('keeps the last weights where asked to', async () => {
    const callback = earlyStopping({ monitor: 'loss', patience: 1, restoreBestWeights: false });
    const { values } = await run(callback, [1, 2, 3]);
    expect(values).toEqual([-1, 0, 1]);
  });

  it('restores the best weights also of a finished run, but not of an aborted one', async () => {
    const callback = (): Callback => earlyStopping({ monitor: 'loss', patience: 9 });
    expect((await run(callback(), [1, 2, 3])).values).toEqual([0, 1, 2]);
    const controller = new AbortController();
    const aborting = { ...callback(), onSettled: () => controller.abort() };
    const { history, values } = await run(aborting, [1, 2, 3], { signal: controller.signal });
    expect([history.step, values]).toEqual([1, [0, 1, 2]]);
  });

  it.each([
    ['patience 0 at the first row without progress', { patience: 0 }, [3, 2, 2, 1], 3],
    ['patience 0 not at the first row of all', { patience: 0 }, [Number.NaN, 1], 2],
    ['a minimum delta', { patience: 1, minimumDelta: 0.5 }, [3, 2.6, 1], 2],
    ['rows that are skipped', { patience: 1, skipRows: 2 }, [1, 2, 3, 4, 1], 4],
    ['a baseline that is not passed', { patience: 2, baseline: 1 }, [5, 4, 3, 3, 3], 4],
    ['more as better', { patience: 1, mode: 'max' as const }, [1, 2, 1, 3], 3],
  ])('follows Keras with %s', async (_name, options, losses, step) => {
    const { history } = await run(earlyStopping({ monitor: 'loss', ...options }), losses);
    expect(history.step).toBe(step);
  });

  it('begins anew with each run that begins anew', async () => {
    const callback = earlyStopping({ monitor: 'loss', patience: 1 });
    const outcomes = [await run(callback, [1, 2, 3]), await run(callback, [3, 2, 4])];
    expect(outcomes.map(({ history }) => history.step)).toEqual([2, 3]);
  });

  it('refuses what it cannot follow', () => {
    expect(() => earlyStopping({ monitor: 'loss', patience: -1 })).toThrow(
      'patience must be an integer of at least 0; received -1.',
    );
    expect(() => earlyStopping({} as never)).toThrow(
      'monitor must be the name of a number in the history, such as validationLoss; received undefined.',
    );
    expect(() => earlyStopping({ monitor: 'loss' }).restore!({ values: {} })).toThrow(
      'expected the saved state of the callback earlyStopping; it is another',
    );
  });
});

describe('reduceOnPlateau', () => {
  it('follows Keras and multiplies the rate after as many rows without progress as its patience', async () => {
    const callback = reduceOnPlateau({ monitor: 'loss', factor: 0.5, patience: 2 });
    const { rates } = await run(callback, [5, 5, 5, 4, 4, 4, 4, 4, 4]);
    expect(rates).toEqual([1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125]);
  });

  it('follows Keras in cooling down, and stops at the lowest rate', async () => {
    const callback = reduceOnPlateau({ monitor: 'loss', factor: 0.1, patience: 1, cooldown: 2, minimumRate: 0.05 });
    const { rates } = await run(callback, [5, 5, 5, 5, 5, 5, 5, 5, 5]);
    expect(rates).toEqual([1, 1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05]);
  });

  it('follows Keras in counting only progress of at least its minimum delta', async () => {
    const callback = reduceOnPlateau({ monitor: 'loss', factor: 0.5, patience: 1 });
    expect((await run(callback, [5, 4.99995, 4])).rates).toEqual([1, 1, 0.5]);
  });

  it('refuses what it cannot follow', () => {
    expect(() => reduceOnPlateau({ monitor: 'loss', factor: 1 })).toThrow(
      'factor must be above 0 and below 1; received 1.',
    );
  });
});

describe('terminateOnNaN', () => {
  it.each([Number.NaN, Infinity])('stops at a loss of %p', async (loss) => {
    const { history } = await run(terminateOnNaN(), [1, loss, 1]);
    expect(history).toMatchObject({ step: 2, outcome: 'stopped', reason: `the loss was ${loss} at step 2` });
  });
});

describe('lambda', () => {
  it('refuses what is no function of a callback', () => {
    expect(() => lambda({ onBatch: () => undefined } as object)).toThrow(
      'lambda does not know the option "onBatch"; known options are name, onStart, onStep, onRow, onEpoch, onSettled, onEnd.',
    );
    expect(() => lambda({ onStep: 3 as never })).toThrow('onStep must be a function; received 3.');
  });
});

describe('csvLog', () => {
  it('writes the history row by row', async () => {
    const store = memoryStore();
    await store.write('history.csv', Uint8Array.of(1, 2, 3));
    await run(csvLog({ store }), [0.1, 1 / 3]);
    expect(await text(store, 'history.csv')).toBe(
      'epoch,step,loss,learningRate\n1,1,0.10000000149011612,1\n2,2,0.3333333432674408,1\n',
    );
  });

  it('says what to do when the disk is full', async () => {
    const cause = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const store = { ...memoryStore(), write: () => Promise.reject(cause) };
    await expect(run(csvLog({ store }), [1])).rejects.toThrow(
      'expected to save history.csv; there is no space left. Make space and resume from the last checkpoint.',
    );
  });

  it('leaves a number out where a row has none, and quotes names', () => {
    const row = { epoch: 1, step: 1, loss: 2, learningRate: 1 };
    expect(historyCsv([row, { ...row, 'a,"b"': Number.NaN }])).toBe(
      'epoch,step,loss,learningRate,"a,""b"""\n1,1,2,1,\n1,1,2,1,NaN\n',
    );
    expect(historyCsv([])).toBe('');
  });
});

describe('sampleEvery', () => {
  it('adds a sample to the file and shows it', async () => {
    const store = memoryStore();
    const shown: unknown[] = [];
    const sample = async ({ step, epoch }: { step: number; epoch: number }) => `step ${step}, epoch ${epoch}\nnext`;
    const callback = sampleEvery({ steps: 2, sample, store, name: 'out.txt', sink: (taken) => shown.push(taken) });
    await run(callback, [1, 1, 1, 1, 1]);
    const samples = [
      { step: 2, epoch: 2, text: 'step 2, epoch 2\nnext' },
      { step: 4, epoch: 4, text: 'step 4, epoch 4\nnext' },
    ];
    expect(shown).toEqual(samples);
    expect(await text(store, 'out.txt')).toBe(
      '--- step 2, epoch 2, 20 characters ---\nstep 2, epoch 2\nnext\n\n--- step 4, epoch 4, 20 characters ---\nstep 4, epoch 4\nnext\n\n',
    );
    expect(parseSamples(await text(store, 'out.txt'))).toEqual(samples);
  });

  it('reads back texts that look like headings', async () => {
    const nasty = fc.array(fc.constantFrom('--- step 1, epoch 1, 2 characters ---\n', '\n', '\n\n', 'a', '𝒳', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { maxLength: 3 }), async (parts) => {
        const texts = parts.map((part) => part.join(''));
        const store = memoryStore();
        const callback = sampleEvery({ steps: 1, sample: ({ step }) => texts[step - 1]!, store });
        await callback.onStart!({ resumedFrom: undefined } as never);
        const random = { fork: () => random };
        for (const position of texts.keys()) {
          await callback.onStep!({ step: position + 1, epoch: 1 } as never, { random } as never);
        }
        expect(parseSamples(await text(store, 'samples.txt')).map((sample) => sample.text)).toEqual(texts);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('refuses what it cannot follow', () => {
    const sample = (): string => '';
    expect(() => sampleEvery({ steps: 1, sample })).toThrow(
      'sampleEvery must be given a store or a sink; received an object with keys steps, sample. Say where the samples go.',
    );
    expect(() => sampleEvery({ steps: 0, sample, sink: () => undefined })).toThrow(
      'steps must be a positive integer; received 0.',
    );
  });
});
