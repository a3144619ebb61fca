import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import type { Callback } from './callback.js';
import { checkpoint } from './callbacks/checkpoint.js';
import { csvLog } from './callbacks/csv-log.js';
import { earlyStopping } from './callbacks/early-stopping.js';
import { reduceOnPlateau } from './callbacks/reduce-on-plateau.js';
import { sampleEvery } from './callbacks/sample-every.js';
import { latestCheckpoint } from './checkpoints/folder.js';
import { loadCheckpoint } from './checkpoints/load.js';
import type { Dataset } from '@refrain/core';
import { discriminativeLearningRates } from './fine-tuning/discriminative-learning-rates.js';
import { gradualUnfreezing } from './fine-tuning/gradual-unfreezing.js';
import type { History } from './history.js';
import { nadam } from './optimizers/nadam.js';
import { isOutOfMemory } from './out-of-memory.js';
import { exponentialDecay } from './schedules/decay.js';
import { dataset, tinyBatches } from './testing/tiny-data.js';
import type { DatasetOptions, TinyBatch } from './testing/tiny-data.js';
import { TinyRnn } from './testing/tiny-rnn.js';
import { train } from './train.js';
import type { TrainOptions } from './train-options.js';

const steps = 23;

interface Settings {
  readonly read?: DatasetOptions;
  readonly carried?: boolean;
  /** Of the early stopping. */
  readonly patience?: number;
  readonly train?: Partial<TrainOptions<TinyBatch>>;
}

interface Interruption {
  readonly behindStep: number;
  readonly by: 'abort' | 'crash' | 'abort in the validation' | 'memory' | 'memory in the validation';
}

/** What TensorFlow's binding throws where a tensor does not fit. */
const outOfMemory =
  'Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[32,100,4096] and type float on ' +
  '/job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc';

/** One call of a program that trains, everything in it made anew: with `resumes` it goes on from the newest checkpoint. */
async function program(
  store: ArtifactStore,
  { read, carried = true, patience = 100, train: options }: Settings,
  { interruption, resumes = false }: { interruption?: Interruption; resumes?: boolean } = {},
): Promise<History> {
  return expectNoNewTensors(async () => {
    const model = new TinyRnn(resumes ? 99 : 1, 0.3);
    const optimizer = nadam(exponentialDecay(0.05, { factor: 0.5, everySteps: 10 }));
    const controller = new AbortController();
    let armed = false;
    const interrupting: Callback = {
      name: 'interrupting',
      onStep({ step }) {
        armed = step === interruption?.behindStep;
        if (armed && interruption!.by === 'crash') throw new Error('the lights went out');
        if (armed && interruption!.by === 'abort') controller.abort();
      },
    };
    const validation = whileReading(dataset(tinyBatches(2)), () => {
      if (armed && interruption!.by === 'abort in the validation') controller.abort();
      if (armed && interruption!.by === 'memory in the validation') throw new Error(outOfMemory);
    });
    const loss = model.loss.bind(model);
    model.loss = (batch, context) => {
      const result = loss(batch, context);
      const fits = interruption?.by !== 'memory' || optimizer.step < interruption.behindStep;
      if (!fits && context.training) throw new Error(outOfMemory);
      return result;
    };
    try {
      return await train({
        model,
        data: dataset(tinyBatches(5, { carried }), { seed: 3, ...read }),
        validation,
        optimizer,
        steps,
        clipGlobalNorm: 1,
        random: new Random(resumes ? 98 : 7),
        callbacks: [
          checkpoint({ store, everySteps: 4, monitor: 'validationLoss', keep: 100 }),
          sampleEvery({ steps: 3, sample: ({ random, step }) => `${random.uint32()}\n--- step ${step}`, store }),
          reduceOnPlateau({ monitor: 'validationAccuracy', patience: 1, factor: 0.7 }),
          earlyStopping({ monitor: 'validationLoss', patience }),
          csvLog({ store }),
          interrupting,
        ],
        signal: controller.signal,
        ...(resumes ? { resume: await loadCheckpoint(store) } : {}),
        ...options,
      });
    } finally {
      optimizer.dispose();
      model.dispose();
    }
  });
}

function whileReading<T>(data: Dataset<T>, watch: () => void): Dataset<T> {
  return {
    ...data,
    iterator(epoch) {
      const iterator = data.iterator(epoch);
      const next = (): ReturnType<typeof iterator.next> => {
        watch();
        return iterator.next();
      };
      return { ...iterator, next };
    },
  };
}

/** What a run must leave, however often it was interrupted: byte for byte, as text. */
async function results(store: ArtifactStore): Promise<Record<string, string>> {
  const names = (await store.list()).filter((name) => !name.includes('/') || name.includes('step-000023/'));
  const texts = names.map(async (name) => [name, Buffer.from(await store.read(name)).toString('latin1')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

const settings: [string, Settings][] = [
  ['a shuffled dataset', {}],
  ['strips in order', { read: { seed: undefined } }],
  ['an asynchronous dataset of unknown size', { read: { asynchronous: true, sizeUnknown: true } }],
  ['rows every seven steps', { train: { validateEverySteps: 7 } }],
  ['batches without carried state', { carried: false }],
  [
    'variables that join late, pause and have rates of their own',
    {
      train: {
        trainable: (variable, step) =>
          gradualUnfreezing([['embedding'], ['recurrentKernel'], ['output']], { everySteps: 6 })(variable, step) &&
          (variable !== 'recurrentKernel' || step % 3 > 0),
        learningRateFactor: discriminativeLearningRates([['embedding'], ['recurrentKernel'], ['output']]),
      },
    },
  ],
];

describe('a resumed run', () => {
  it.each(settings)('ends byte for byte as an uninterrupted one, with %s', async (_name, setting) => {
    const whole = memoryStore();
    const history = await program(whole, setting);
    const expected = await results(whole);
    expect(Object.keys(expected)).toEqual([
      ...['callbacks', 'carry', 'optimizer'].map((name) => `checkpoints/step-000023/${name}.safetensors`),
      'checkpoints/step-000023/state.json',
      'checkpoints/step-000023/weights.safetensors',
      'history.csv',
      'samples.txt',
    ]);
    const interruptions: Interruption[] = [
      ...[1, 8, 22].map((behindStep) => ({ behindStep, by: 'abort' }) as const),
      ...[5, 10, 23].map((behindStep) => ({ behindStep, by: 'crash' }) as const),
      ...[5, 14, 23].map((behindStep) => ({ behindStep, by: 'abort in the validation' }) as const),
      ...[1, 5, 22].map((behindStep) => ({ behindStep, by: 'memory' }) as const),
      ...[5, 23].map((behindStep) => ({ behindStep, by: 'memory in the validation' }) as const),
    ];
    for (const interruption of interruptions) {
      const store = memoryStore();
      await program(store, setting, { interruption }).catch((error: Error) => {
        expect(error.message).toBe(interruption.by === 'crash' ? 'the lights went out' : outOfMemory);
        expect(isOutOfMemory(error)).toBe(interruption.by !== 'crash');
      });
      if (interruption.by === 'memory') expect(await latestCheckpoint(store)).toBe(interruption.behindStep);
      expect(await program(store, setting, { resumes: true })).toEqual(history);
      expect(await results(store)).toEqual(expected);
    }
  });

  it('may be interrupted again and again', async () => {
    const [whole, store] = [memoryStore(), memoryStore()];
    const history = await program(whole, {});
    for (const behindStep of [2, 3, 9, 17]) {
      const interruption = { behindStep, by: 'abort' } as const;
      expect(await program(store, {}, { interruption, resumes: behindStep > 2 })).toMatchObject({
        outcome: 'aborted',
        step: behindStep,
      });
    }
    expect(await program(store, {}, { resumes: true })).toEqual(history);
    expect(await results(store)).toEqual(await results(whole));
  });

  it('that was finished goes on to more steps as if it had been asked for them at once', async () => {
    const [whole, store] = [memoryStore(), memoryStore()];
    const history = await program(whole, {});
    await program(store, { train: { steps: 12 } });
    expect(await program(store, {}, { resumes: true })).toEqual(history);
    expect(await results(store)).toEqual(await results(whole));
  });

  it('that was stopped early is over', async () => {
    const store = memoryStore();
    const setting = { patience: 1, train: { validateEverySteps: 1, steps: 500 } };
    const history = await program(store, setting);
    expect(history.outcome).toBe('stopped');
    expect(await program(store, setting, { resumes: true })).toEqual(history);
    expect(await program(store, { ...setting, patience: 2 }, { resumes: true })).not.toEqual(history);
  });

  it('that was finished has nothing left to do', async () => {
    const store = memoryStore();
    const history = await program(store, {});
    const before = await results(store);
    expect(await program(store, {}, { resumes: true })).toEqual(history);
    expect(await results(store)).toEqual(before);
  });
});
