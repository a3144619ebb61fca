import '@tensorflow/tfjs-backend-cpu';
import { expectNoNewTensors } from '@refrain/testing';
import { adam } from '../optimizers/adam.js';
import { nadam } from '../optimizers/nadam.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { rmsprop } from '../optimizers/rmsprop.js';
import { sgd } from '../optimizers/sgd.js';
import { ScriptedModel } from '../testing/scripted-model.js';
import { dataset, tinyBatches } from '../testing/tiny-data.js';
import type { TinyBatch } from '../testing/tiny-data.js';
import { TinyRnn } from '../testing/tiny-rnn.js';
import { lambda } from '../callbacks/lambda.js';
import { train } from '../train.js';
import type { TrainOptions } from '../train-options.js';
import { discriminativeLearningRates, gradualUnfreezing } from '../index.js';

const groups = [['embedding'], ['layers.0.kernel', 'layers.0.bias'], ['output']];

describe('gradualUnfreezing', () => {
  it('begins with the last group and lets one more train every so many steps', () => {
    const trainable = gradualUnfreezing(groups, { everySteps: 10 });
    const trained = (step: number): string[] => groups.flat().filter((variable) => trainable(variable, step));
    expect(trained(0)).toEqual(['output']);
    expect(trained(9)).toEqual(['output']);
    expect(trained(10)).toEqual(['layers.0.kernel', 'layers.0.bias', 'output']);
    expect(trained(20)).toEqual(groups.flat());
    expect(trained(1000)).toEqual(groups.flat());
  });

  it.each([
    [[], { everySteps: 1 }, 'groups must be an array of arrays of names; received []. Such as model.layers().'],
    [['a'], { everySteps: 1 }, 'groups must be an array of arrays of names; received ["a"]. Such as model.layers().'],
    [[['a'], ['b', 'a']], { everySteps: 1 }, 'groups must be without a name in common; received "a".'],
    [groups, { everySteps: 0 }, 'everySteps must be a positive integer; received 0.'],
    [groups, { steps: 1 }, 'gradualUnfreezing does not know the option "steps"; known options are everySteps.'],
  ])('refuses %j, %j', (given, options, message) => {
    expect(() => gradualUnfreezing(given as never, options as never)).toThrow(new Error(message));
  });

  it('refuses a variable of no group', () => {
    const trainable = gradualUnfreezing(groups, { everySteps: 10 });
    expect(() => trainable('hidden', 0)).toThrow('variable must be in one of the groups; received "hidden". Add it.');
  });
});

describe('discriminativeLearningRates', () => {
  it('divides the rate from each group to the one before it', () => {
    const rates = discriminativeLearningRates(groups, { factor: 2 });
    expect(groups.flat().map(rates)).toEqual([0.25, 0.5, 0.5, 1]);
    expect(discriminativeLearningRates(groups)('embedding')).toBeCloseTo(1 / 2.6 ** 2, 12);
  });

  it('refuses an impossible factor', () => {
    expect(() => discriminativeLearningRates(groups, { factor: 0 })).toThrow(
      'factor must be a positive number; received 0.',
    );
  });
});

/** The values of every variable of a small recurrent model behind each step, by name. */
async function trajectory(
  optimizer: Optimizer,
  options: Partial<TrainOptions<TinyBatch>> = {},
): Promise<Record<string, number[]>[]> {
  return expectNoNewTensors(async () => {
    const model = new TinyRnn(1);
    const values: Record<string, number[]>[] = [];
    const read = (): Record<string, number[]> =>
      Object.fromEntries(model.variables().map(({ name, variable }) => [name, [...variable.dataSync()]]));
    const callbacks = [lambda({ onStep: () => void values.push(read()) })];
    values.push(read());
    await train({ model, data: dataset(tinyBatches(3)), optimizer, steps: 7, callbacks, ...options });
    optimizer.dispose();
    model.dispose();
    return values;
  });
}

const optimizers: [string, (rate: number) => Optimizer][] = [
  ['sgd', sgd],
  ['sgd with momentum', (rate) => sgd(rate, { momentum: 0.9 })],
  ['rmsprop', rmsprop],
  ['adam', adam],
  ['nadam', nadam],
];

describe('train', () => {
  it.each(optimizers)('leaves variables that do not train as they were, to the bit, with %s', async (_name, make) => {
    const values = await trajectory(make(0.1), { trainable: (variable) => variable !== 'embedding' });
    for (const behind of values.slice(1)) {
      expect(behind['embedding']).toEqual(values[0]!['embedding']);
      expect(behind['output']).not.toEqual(values[0]!['output']);
    }
  });

  it.each(optimizers)('scales the rate of %s exactly', async (_name, make) => {
    const scaled = await trajectory(make(0.1), { learningRateFactor: () => 0.25 });
    expect(scaled).toEqual(await trajectory(make(0.025)));
  });

  it.each(optimizers)('gives each variable its own rate with %s', async (_name, make) => {
    const [start, behind] = await trajectory(make(0.5), {
      learningRateFactor: (variable) => (variable === 'output' ? 1 : 0.5),
    });
    const [, slow] = await trajectory(make(0.25));
    const [, fast] = await trajectory(make(0.5));
    expect(behind).toEqual({ ...slow, output: fast!['output'] });
    expect(behind!['output']).not.toEqual(start!['output']);
  });

  /** The values of a and b behind `steps` steps of a model whose gradients are all 1. */
  async function scripted(optimizer: Optimizer, options: Partial<TrainOptions<{ loss: number }>>): Promise<number[]> {
    return expectNoNewTensors(async () => {
      const model = new ScriptedModel();
      await train({ model, data: dataset([{ loss: 1 }]), optimizer, ...options });
      const values = model.values();
      optimizer.dispose();
      model.dispose();
      return values;
    });
  }

  it.each(optimizers)(
    'moves a variable that joins late as it would have from the beginning, with %s',
    async (_n, make) => {
      const trainable = (variable: string, step: number): boolean => variable === 'a' || step >= 4;
      const late = await scripted(make(0.1), { steps: 7, trainable });
      const fromTheBeginning = await scripted(make(0.1), { steps: 3 });
      expect(late[2]).toBe(fromTheBeginning[2]);
      const paused = await scripted(make(0.1), {
        steps: 7,
        trainable: (variable, step) => variable === 'a' || step % 2 === 1,
      });
      expect(paused[2]).toBe(fromTheBeginning[2]);
    },
  );

  it('clips by the norm of the gradients that train', async () => {
    const norms: (number | undefined)[] = [];
    const callbacks = [lambda({ onStep: ({ gradientNorm }) => void norms.push(gradientNorm) })];
    const trainable = gradualUnfreezing([['a'], ['b']], { everySteps: 1 });
    await scripted(sgd(0.1), { steps: 2, clipGlobalNorm: 1, trainable, callbacks });
    expect(norms).toEqual([1, Math.fround(Math.sqrt(3))].map((norm) => expect.closeTo(norm, 6)));
  });

  it.each<[Partial<TrainOptions<{ loss: number }>>, string]>([
    [
      { trainable: (_variable, step) => step < 1 },
      'trainable must be true for at least one variable of each step; received false. At step 1 it is false for all of them.',
    ],
    [{ trainable: () => 1 as never }, "trainable('a', 0) must be true or false; received 1."],
    [{ trainable: 'b' as never }, 'trainable must be a function of a variable; received "b".'],
    [
      { learningRateFactor: () => 0 },
      "learningRateFactor('a') must be a positive number; received 0. What must not move is left out with trainable.",
    ],
    [{ learningRateFactor: 0.5 as never }, 'learningRateFactor must be a function of a variable; received 0.5.'],
  ])('refuses %j', async (options, message) => {
    await expectNoNewTensors(async () => {
      const model = new ScriptedModel();
      const optimizer = sgd(0.1);
      await expect(train({ model, data: dataset([{ loss: 1 }]), optimizer, steps: 2, ...options })).rejects.toThrow(
        new Error(message),
      );
      model.dispose();
    });
  });
});
