import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { lambda } from './callbacks/lambda.js';
import type { HistoryRow } from './history.js';
import { nadam } from './optimizers/nadam.js';
import { sgd } from './optimizers/sgd.js';
import { ScriptedModel } from './testing/scripted-model.js';
import type { ScriptedBatch } from './testing/scripted-model.js';
import { dataset, tinyBatches } from './testing/tiny-data.js';
import { TinyRnn } from './testing/tiny-rnn.js';
import { train } from './train.js';
import type { TrainOptions } from './train-options.js';

type Options = Partial<TrainOptions<ScriptedBatch>> & { batches?: readonly ScriptedBatch[] };

/** Trains a scripted model and gives it back with the history. */
async function run({ batches = [{ loss: 1 }], ...options }: Options) {
  const model = new ScriptedModel();
  const optimizer = sgd(0.1);
  const data = dataset(batches);
  try {
    const history = await train({ model, data, optimizer, ...options });
    return { history, seen: model.seen, values: model.values() };
  } finally {
    model.dispose();
  }
}

describe('train', () => {
  it('learns a text that repeats itself', async () => {
    const history = await expectNoNewTensors(async () => {
      const model = new TinyRnn(1);
      const optimizer = nadam(0.05);
      const data = dataset(tinyBatches(6, { carried: true }));
      const result = await train({ model, data, validation: data, optimizer, epochs: 20 });
      optimizer.dispose();
      model.dispose();
      return result;
    });
    expect(history).toMatchObject({ step: 120, epochs: 20, outcome: 'finished' });
    expect(history.rows).toHaveLength(20);
    expect(history.rows.at(-1)!.loss).toBeLessThan(0.05);
    expect(history.rows.at(-1)!.validationAccuracy).toBe(1);
  });

  it('weighs each batch of an epoch by its tokens', async () => {
    const batches = [
      { loss: 4, weight: 1, accuracy: 0 },
      { loss: 1, weight: 3, accuracy: 1 },
      { loss: 99, weight: 0, accuracy: 1 },
    ];
    const { history } = await expectNoNewTensors(() =>
      run({ batches, validation: dataset([...batches, { loss: 5, weight: 6, accuracy: 0.5 }]), epochs: 2 }),
    );
    expect(history.rows).toEqual([
      {
        epoch: 1,
        step: 3,
        loss: 1.75,
        accuracy: 0.75,
        validationLoss: 3.7,
        validationAccuracy: 0.6,
        learningRate: 0.1,
      },
      {
        epoch: 2,
        step: 6,
        loss: 1.75,
        accuracy: 0.75,
        validationLoss: 3.7,
        validationAccuracy: 0.6,
        learningRate: 0.1,
      },
    ]);
  });

  it('carries state only into batches that say so, and anew in each validation', async () => {
    const [first, next] = [
      { loss: 1, startsSequence: true },
      { loss: 1, startsSequence: false },
    ];
    const { seen } = await expectNoNewTensors(() =>
      run({ batches: [first, next, next, { loss: 1 }, next], validation: dataset([first, next]), epochs: 2 }),
    );
    const epoch = [undefined, 1, 2, undefined, 1];
    expect(seen.filter(({ training }) => training).map(({ carry }) => carry)).toEqual([...epoch, ...epoch]);
    expect(seen.filter(({ training }) => !training).map(({ carry }) => carry)).toEqual([undefined, 1, undefined, 1]);
  });

  it('goes on from the state of an epoch’s last batch where the next epoch does not begin anew', async () => {
    const { seen } = await expectNoNewTensors(() => run({ batches: [{ loss: 1, startsSequence: false }], epochs: 3 }));
    expect(seen.map(({ carry }) => carry)).toEqual([undefined, 1, 2]);
  });

  it('validates and adds a row every so many steps, and one for what is left', async () => {
    const batches = [1, 2, 3, 4].map((loss) => ({ loss }));
    const options = { batches, validation: dataset([{ loss: 7 }]), steps: 7, validateEverySteps: 3 };
    const { history } = await expectNoNewTensors(() => run(options));
    expect(history.rows.map(({ epoch, step, loss, validationLoss }) => [epoch, step, loss, validationLoss])).toEqual([
      [1, 3, 2, 7],
      [2, 6, 7 / 3, 7],
      [2, 7, 3, 7],
    ]);
  });

  it('adds figures that are computed from each row', async () => {
    const figures = ({ validationLoss }: HistoryRow) => ({ validationBits: validationLoss! / Math.LN2 });
    const options = { validation: dataset([{ loss: 7 * Math.LN2 }]), steps: 2, validateEverySteps: 1, figures };
    const { history } = await expectNoNewTensors(() => run(options));
    expect(history.rows.map((row) => row['validationBits'])).toEqual([expect.closeTo(7, 5), expect.closeTo(7, 5)]);
    expect(Object.keys(history.rows[0]!).slice(-2)).toEqual(['learningRate', 'validationBits']);
  });

  it('gives each step its own chance, the same in every equal run', async () => {
    const chances = async (seed: number) => {
      const { seen } = await expectNoNewTensors(() => run({ steps: 3, random: new Random(seed) }));
      return seen.map(({ chance }) => chance);
    };
    const first = await chances(1);
    expect(new Set([...first, ...(await chances(2))]).size).toBe(6);
    expect(await chances(1)).toEqual(first);
  });

  it('keeps as many tensors alive after a thousand steps as after ten', async () => {
    await expectNoNewTensors(async () => {
      const optimizer = nadam();
      const counts: number[] = [];
      const counting = lambda({
        onStep: ({ step }) => void ([10, 1000].includes(step) && counts.push(tf.memory().numTensors)),
      });
      const batches = [{ loss: 1 }, { loss: 1, startsSequence: false }];
      await run({ batches, optimizer, steps: 1000, clipGlobalNorm: 1, callbacks: [counting] });
      optimizer.dispose();
      expect(counts).toEqual([counts[0], counts[0]]);
    });
  });

  it('ends behind the present step when the signal aborts', async () => {
    const controller = new AbortController();
    const events: string[] = [];
    const callback = lambda({
      onStep: ({ step }) => void (step === 3 && controller.abort()),
      onRow: () => void events.push('row'),
      onSettled: (_run, { ending }) => void events.push(ending ? 'last' : 'settled'),
      onEnd: ({ outcome }) => void events.push(outcome),
    });
    const { history } = await expectNoNewTensors(() =>
      run({ steps: 10, validateEverySteps: 10, callbacks: [callback], signal: controller.signal }),
    );
    expect(history).toEqual({ rows: [], step: 3, epochs: 3, outcome: 'aborted' });
    expect(events).toEqual(['settled', 'settled', 'last', 'aborted']);
  });

  it('does nothing where the signal was aborted before', async () => {
    const { history, values } = await expectNoNewTensors(() => run({ steps: 10, signal: AbortSignal.abort() }));
    expect(history).toEqual({ rows: [], step: 0, epochs: 0, outcome: 'aborted' });
    expect(values).toEqual([1, 2, 3]);
  });

  it('lets timers have their turn', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1);
    const { history } = await expectNoNewTensors(() => run({ steps: 1e9, signal: controller.signal }));
    expect(history.outcome).toBe('aborted');
  });

  it('ends behind the present step when a callback stops it, and says why', async () => {
    const callback = lambda({ onStep: ({ step }, training) => void (step === 2 && training.stop('enough')) });
    const { history } = await expectNoNewTensors(() => run({ steps: 10, callbacks: [callback] }));
    expect(history).toMatchObject({ step: 2, outcome: 'stopped', reason: 'enough' });
  });

  it('tells callbacks in order what happens', async () => {
    const events: string[] = [];
    const callback = (name: string) =>
      lambda({
        onStart: async () => void events.push(`${name} start`),
        onStep: async ({ step, epoch, loss, weight, learningRate }) =>
          void events.push(`${name} step ${[step, epoch, loss, weight, learningRate].join(' ')}`),
        onRow: ({ step }) => void events.push(`${name} row ${step}`),
        onEpoch: (epoch, { epochs, lastStep }) => void events.push(`${name} epoch ${epoch} ${epochs} ${lastStep}`),
        onSettled: (_run, { ending }) => void events.push(`${name} settled${ending ? ' ending' : ''}`),
        onEnd: ({ outcome }) => void events.push(`${name} ${outcome}`),
      });
    await expectNoNewTensors(() =>
      run({ batches: [{ loss: 5, weight: 2 }, { loss: 6 }], epochs: 1, callbacks: [callback('a'), callback('b')] }),
    );
    const both = (event: string): string[] => [`a ${event}`, `b ${event}`];
    expect(events).toEqual(
      [
        'start',
        'step 1 1 5 2 0.1',
        'settled',
        'step 2 1 6 1 0.1',
        'row 2',
        'epoch 1 1 2',
        'settled ending',
        'finished',
      ].flatMap(both),
    );
  });

  it('leaves variables alone that are not trainable', async () => {
    await expectNoNewTensors(async () => {
      const model = new ScriptedModel();
      model.variables()[0]!.variable.trainable = false;
      await train({ model, data: dataset([{ loss: 1 }]), optimizer: sgd(0.5), steps: 1 });
      expect(model.values()).toEqual([1, 2, 2.5]);
      model.dispose();
    });
  });

  it('frees what it holds and tells the callbacks when the model throws', async () => {
    const endings: string[] = [];
    await expectNoNewTensors(async () => {
      const model = new ScriptedModel();
      const loss = model.loss.bind(model);
      model.loss = (batch, context) => {
        if (model.seen.length === 2) throw new Error('out of memory');
        return loss(batch, context);
      };
      const callbacks = [lambda({ onEnd: ({ outcome }) => void endings.push(outcome) })];
      const options = { model, data: dataset([{ loss: 1 }]), optimizer: sgd(), steps: 5, callbacks };
      await expect(train(options)).rejects.toThrow('out of memory');
      model.dispose();
    });
    expect(endings).toEqual(['failed']);
  });

  it('lets every callback end, also when another one fails to', async () => {
    const ended: string[] = [];
    const failing = lambda({ onEnd: () => Promise.reject(new Error('no more paper')) });
    const callbacks = [failing, lambda({ onEnd: () => void ended.push('ended') })];
    await expectNoNewTensors(() => expect(run({ steps: 1, callbacks })).rejects.toThrow('no more paper'));
    expect(ended).toEqual(['ended']);
  });

  it('refuses a metric that has the name of another number of the history', async () => {
    await expectNoNewTensors(async () => {
      const model = new ScriptedModel();
      const loss = model.loss.bind(model);
      model.loss = (batch, context) => ({ ...loss(batch, context), metrics: { step: tf.scalar(1) } });
      const options = { model, data: dataset([{ loss: 1 }]), optimizer: sgd(), steps: 1 };
      await expect(train(options)).rejects.toThrow(
        'metrics must be named otherwise than epoch, step, loss, learningRate; received "step".',
      );
      model.dispose();
    });
  });

  it.each<[Options, string]>([
    [{}, 'train expects either epochs or steps; received neither. Say with one of them how long to train.'],
    [
      { epochs: 1, steps: 1 },
      'train expects either epochs or steps; received both. Say with one of them how long to train.',
    ],
    [{ steps: 0 }, 'steps must be a positive integer; received 0.'],
    [{ epochs: 1.5 }, 'epochs must be a positive integer; received 1.5.'],
    [{ steps: 1, figures: 3 as never }, 'figures must be a function that gives figures of a row; received 3.'],
    [
      { steps: 1, figures: () => ({ loss: 0 }) },
      'figures must be named otherwise than epoch, step, loss, learningRate; received "loss".',
    ],
    [{ steps: 1, validateEverySteps: -1 }, 'validateEverySteps must be a positive integer; received -1.'],
    [
      { steps: 1, batches: [] },
      'data must be a dataset with at least one batch; received an object with keys size, iterator. Give it more text, or shorter windows and smaller batches.',
    ],
    [
      { epochs: 1, data: { ...dataset([{ loss: 1 }]), size: Infinity } },
      'epochs must be absent for an endless dataset; received 1. Say with steps how long to train.',
    ],
    [{ steps: 1, clipNorm: 0 }, 'clipNorm must be a positive number; received 0.'],
    [
      { steps: 1, clipNorm: 1, clipGlobalNorm: 2 },
      'clipGlobalNorm must be absent where clipNorm is given; received 2. Clip in one way.',
    ],
    [
      { steps: 1, batches: [{ loss: 1, weight: Number.NaN }] },
      'weight must be how many targets the loss is a mean over; received NaN.',
    ],
    [
      { steps: 1, callbacks: [0, 1].map(() => ({ name: 'twin', state: () => ({ values: null }) })) },
      'the names of callbacks that have a state must be different; received "twin". Rename one of them.',
    ],
  ])('refuses what it cannot follow: %j', async (options, message) => {
    await expectNoNewTensors(() => expect(run(options)).rejects.toThrow(message));
  });

  it('refuses an unknown option', async () => {
    const misspelt = { steps: 1, clipnorm: 1 } as Options;
    await expect(run(misspelt)).rejects.toThrow(
      'train does not know the option "clipnorm"; known options are model, data,',
    );
  });
});
