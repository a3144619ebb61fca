import '@tensorflow/tfjs-backend-cpu';
import { ArtifactError, memoryStore } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import type { Callback } from '../callback.js';
import { checkpointSteps } from '../checkpoints/folder.js';
import { loadCheckpoint } from '../checkpoints/load.js';
import { sgd } from '../optimizers/sgd.js';
import { ScriptedModel } from '../testing/scripted-model.js';
import { dataset } from '../testing/tiny-data.js';
import { train } from '../train.js';
import type { TrainOptions } from '../train-options.js';
import type { ScriptedBatch } from '../testing/scripted-model.js';
import { checkpoint } from './checkpoint.js';
import { lambda } from './lambda.js';

/** Trains with one batch an epoch, whose losses are given. */
async function run(callback: Callback, options: Partial<TrainOptions<ScriptedBatch>> & { losses?: number[] } = {}) {
  const { losses = [1, 1, 1, 1, 1, 1, 1], callbacks = [], ...rest } = options;
  return expectNoNewTensors(async () => {
    const model = new ScriptedModel();
    const data = { size: 1, iterator: (epoch = 0) => dataset([{ loss: losses[epoch]! }]).iterator() };
    try {
      return await train({
        model,
        data,
        optimizer: sgd(0.1),
        epochs: losses.length,
        callbacks: [callback, ...callbacks],
        ...rest,
      });
    } finally {
      model.dispose();
    }
  });
}

describe('checkpoint', () => {
  it('saves with each row and keeps the three newest', async () => {
    const store = memoryStore();
    const callback = checkpoint({ store });
    await run(callback);
    expect(await checkpointSteps(store)).toEqual([5, 6, 7]);
    expect(callback.newest).toBe(7);
  });

  it('saves every so many steps and at the end', async () => {
    const store = memoryStore();
    await run(checkpoint({ store, everySteps: 3, keep: 10 }));
    expect(await checkpointSteps(store)).toEqual([3, 6, 7]);
  });

  it('saves every so many epochs and at the end', async () => {
    const store = memoryStore();
    await run(checkpoint({ store, everyEpochs: 2, keep: 10 }));
    expect(await checkpointSteps(store)).toEqual([2, 4, 6, 7]);
  });

  it('never removes the best', async () => {
    const store = memoryStore();
    const callback = checkpoint({ store, monitor: 'loss', keep: 1 });
    await run(callback, { losses: [5, 2, 4, 2, 3] });
    expect(await checkpointSteps(store)).toEqual([2, 5]);
    expect(callback.best).toEqual({ step: 2, value: 2 });
  });

  it('saves only the best where only they are wanted', async () => {
    const store = memoryStore();
    await run(checkpoint({ store, monitor: 'loss', bestOnly: true, keep: 2 }), { losses: [5, 4, 3, 9, 8] });
    expect(await checkpointSteps(store)).toEqual([2, 3]);
  });

  it('knows what is better by the name or the mode', async () => {
    const callbacks = [
      checkpoint({ store: memoryStore(), monitor: 'validationAccuracy' }),
      checkpoint({ store: memoryStore(), monitor: 'loss', mode: 'max' }),
    ];
    let scores = [0.1, 0.5, 0.3];
    const validation = { size: 1, iterator: () => dataset([{ loss: 1, accuracy: scores.shift()! }]).iterator() };
    await run(callbacks[0]!, { losses: [1, 2, 1], validation });
    scores = [];
    await run(callbacks[1]!, { losses: [1, 2, 1] });
    expect(callbacks.map(({ best }) => best?.step)).toEqual([2, 2]);
  });

  it('saves when a callback stops the run or the signal aborts it', async () => {
    const controller = new AbortController();
    const stop = lambda({ onStep: ({ step }, training) => void (step === 2 && training.stop('enough')) });
    const abort = lambda({ onStep: ({ step }) => void (step === 2 && controller.abort()) });
    for (const callbacks of [[stop], [abort]]) {
      const store = memoryStore();
      await run(checkpoint({ store, everySteps: 100 }), { callbacks, signal: controller.signal });
      expect(await checkpointSteps(store)).toEqual([2]);
    }
  });

  it('does not save weights that are not numbers', async () => {
    const store = memoryStore();
    const model = new ScriptedModel();
    const gradients = [[Number.NaN, 1], [1]] as const;
    const data = dataset<ScriptedBatch>([{ loss: 1 }, { loss: 1, gradients }]);
    await train({ model, data, optimizer: sgd(), steps: 3, callbacks: [checkpoint({ store, everySteps: 1 })] });
    model.dispose();
    expect(await checkpointSteps(store)).toEqual([1]);
  });

  it('refuses to begin anew where checkpoints of another run lie', async () => {
    const store = memoryStore();
    await run(checkpoint({ store }), { losses: [1, 1] });
    const begun = run(checkpoint({ store }));
    await expect(begun).rejects.toThrow(
      'expected no checkpoint where a run begins anew; found checkpoints/step-000002 of an earlier one. Resume that run, or begin in another folder.',
    );
    expect(await checkpointSteps(store)).toEqual([1, 2]);
  });

  it('replaces the later checkpoints when a run goes on from an earlier one', async () => {
    const store = memoryStore();
    await run(checkpoint({ store, keep: 10 }));
    const resume = await loadCheckpoint(store, { step: 3 });
    await run(checkpoint({ store, keep: 10 }), { resume, epochs: 4 });
    expect(await checkpointSteps(store)).toEqual([1, 2, 3, 4]);
  });

  it('leaves what was saved when the disk is full, and says so', async () => {
    const inner = memoryStore();
    let room = 2;
    const store: ArtifactStore = {
      ...inner,
      commit: async (folder, files) => {
        if (room-- <= 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        await inner.commit(folder, files);
      },
    };
    const endings: string[] = [];
    const callbacks = [lambda({ onEnd: ({ outcome }) => void endings.push(outcome) })];
    const error = await run(checkpoint({ store, keep: 1 }), { callbacks }).catch((reason: unknown) => reason);
    expect(ArtifactError.isInstance(error)).toBe(true);
    expect((error as Error).message).toBe(
      'expected to save checkpoints/step-000003; there is no space left. Make space and resume from step 2, which is saved.',
    );
    expect(endings).toEqual(['failed']);
    expect((await loadCheckpoint(store)).step).toBe(2);
  });

  it.each<[object, string]>([
    [{ keep: 0 }, 'keep must be a positive integer; received 0.'],
    [
      { everySteps: 1, everyEpochs: 1 },
      'everyEpochs must be absent where everySteps is given; received 1. Choose one of them.',
    ],
    [
      { monitor: 'loss', bestOnly: true, everySteps: 1 },
      'bestOnly must be absent where everySteps or everyEpochs is given; received true. The best are saved with the rows of the history: see validateEverySteps of train.',
    ],
    [
      { bestOnly: true },
      'monitor must be given where bestOnly or mode is; received undefined. Set it, such as to validationLoss.',
    ],
    [{ monitor: 'loss', mode: 'best' }, 'mode must be one of "min", "max"; received "best".'],
    [
      { patience: 1 },
      'checkpoint does not know the option "patience"; known options are store, everySteps, everyEpochs, monitor, mode, bestOnly, keep.',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => checkpoint({ store: memoryStore(), ...options })).toThrow(message);
  });

  it('refuses to monitor what the history does not have', async () => {
    await expect(run(checkpoint({ store: memoryStore(), monitor: 'validationLoss' }))).rejects.toThrow(
      'monitor must be one of the history\'s epoch, step, loss, learningRate; received "validationLoss". Give train a validation dataset, or monitor another.',
    );
  });
});
