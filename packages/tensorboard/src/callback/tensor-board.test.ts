import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactError } from '@refrain/core';
import type { Callback } from '@refrain/training';
import { eventRecord } from '../event-file/event.js';
import type { TensorBoardEvent } from '../event-file/event.js';
import { tensorBoard } from './tensor-board.js';
import type { TensorBoardOptions } from './tensor-board.js';

const start = 1_700_000_000_250;
const seconds = start / 1000;
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'refrain-tensorboard-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const row = (step: number) => ({
  ...{ epoch: 1, step, loss: 2.5, accuracy: 0.25, validationLoss: 3, validationBitsPerCharacter: 4.5 },
  learningRate: 0.5,
});
const step = (number: number) => ({
  ...{ step: number, epoch: 1, loss: 7, metrics: { tokenAccuracy: 0.5 }, weight: 3, learningRate: 0.5 },
});
const create = (options: Partial<TensorBoardOptions> = {}) => tensorBoard({ directory, now: () => start, ...options });

/** The files of one part of a run, in the order in which TensorBoard reads them. */
function eventFiles(part: string): { name: string; hex: string }[] {
  const names = readdirSync(join(directory, part)).sort();
  const events = names.filter((name) => name.includes('tfevents'));
  return events.map((name) => ({ name, hex: readFileSync(join(directory, part, name)).toString('hex') }));
}

/** What a file that begins with the given step holds, if these are its numbers. */
function expected(
  firstStep: number,
  numbers: readonly (readonly [step: number, tag: string, value: number])[],
): string {
  const events: TensorBoardEvent[] = [
    { kind: 'fileVersion', wallTime: Math.floor(seconds), writer: '@refrain/tensorboard' },
    { kind: 'sessionStart', wallTime: seconds, step: firstStep },
    ...numbers.map(([at, tag, value]) => ({ kind: 'scalar', wallTime: seconds, step: at, tag, value }) as const),
  ];
  return Buffer.concat(events.map(eventRecord)).toString('hex');
}

const trainScalars = (at: number) =>
  [
    [at, 'epoch', 1],
    [at, 'epoch_loss', 2.5],
    [at, 'epoch_accuracy', 0.25],
    [at, 'epoch_learning_rate', 0.5],
  ] as const;
const validationScalars = (at: number) =>
  [
    [at, 'epoch_loss', 3],
    [at, 'epoch_bits_per_character', 4.5],
  ] as const;

describe('tensorBoard', () => {
  it('is a callback of @refrain/training', () => {
    const callback: Callback = create();
    expect(callback.name).toBe('tensorBoard');
  });

  it('writes each row, of the training and of the validation, before it returns', async () => {
    const callback = create();
    await callback.onStart({ resumedFrom: undefined });
    expect(eventFiles('train')).toEqual([{ name: 'events.out.tfevents.1700000000.refrain', hex: expected(0, []) }]);
    expect(readdirSync(directory)).toEqual(['train']);
    await callback.onRow(row(10));
    await callback.onStep(step(11));
    await callback.onRow(row(20));
    const train = expected(0, [...trainScalars(10), ...trainScalars(20)]);
    expect(eventFiles('train').map(({ hex }) => hex)).toEqual([train]);
    const validation = expected(0, [...validationScalars(10), ...validationScalars(20)]);
    expect(eventFiles('validation').map(({ hex }) => hex)).toEqual([validation]);
    await callback.onEnd({ outcome: 'finished' });
    expect(eventFiles('train').map(({ hex }) => hex)).toEqual([train]);
  });

  it('writes single steps where asked to', async () => {
    const callback = create({ everySteps: 2 });
    await callback.onStart({ resumedFrom: undefined });
    for (const number of [1, 2, 3, 4]) {
      await callback.onStep({ ...step(number), ...(number === 4 ? { gradientNorm: 9 } : {}) });
    }
    await callback.onEnd({ outcome: 'stopped' });
    const numbers = [2, 4].flatMap((at) => [
      [at, 'batch_loss', 7] as const,
      [at, 'batch_token_accuracy', 0.5] as const,
      [at, 'batch_learning_rate', 0.5] as const,
    ]);
    const hexes = eventFiles('train').map(({ hex }) => hex);
    expect(hexes).toEqual([expected(0, [...numbers, [4, 'batch_gradient_norm', 9]])]);
  });

  it('goes on in a new file behind a resume, from the step after the checkpoint', async () => {
    const killed = create();
    await killed.onStart({ resumedFrom: undefined });
    await killed.onRow(row(10));
    await killed.onRow(row(20));
    await killed.onEnd({ outcome: 'failed' });
    const [before] = eventFiles('train');

    // In the same second, and an hour earlier by a clock that was set back.
    for (const [resume, time] of [
      [1, start],
      [2, start - 3_600_000],
    ] as const) {
      const resumed = create({ now: () => time });
      await resumed.onStart({ resumedFrom: 10 });
      expect(eventFiles('validation')).toHaveLength(resume + 1);
      await resumed.onEnd({ outcome: 'finished' });
    }
    const files = eventFiles('train');
    expect(files[0]).toEqual(before);
    expect(files[1]).toEqual({ name: 'events.out.tfevents.1700000001.refrain', hex: expected(11, []) });
    expect(files[2]!.name).toBe('events.out.tfevents.1700000002.refrain');
  });

  it('writes behind the files of other programs', async () => {
    const first = create();
    await first.onStart({ resumedFrom: undefined });
    await first.onEnd({ outcome: 'finished' });
    writeFileSync(join(directory, 'train', 'events.out.tfevents.1800000000.host.1.0.v2'), '');
    const second = create();
    await second.onStart({ resumedFrom: undefined });
    await second.onEnd({ outcome: 'finished' });
    expect(eventFiles('train').at(-1)!.name).toBe('events.out.tfevents.1800000001.refrain');
  });

  it('writes embeddings as each epoch ends and as the run ends, but not of a failed one', async () => {
    let vectors = [1, 2];
    const embeddings = () => [{ name: 'words', vectors, columns: { word: ['a', 'b'] } }];
    const tensors = () => readFileSync(join(directory, 'train', 'words', 'tensors.tsv'), 'utf8');
    const callback = create({ embeddings });
    await callback.onStart({ resumedFrom: undefined });
    await callback.onEpoch();
    expect(tensors()).toBe('1\n2\n');
    vectors = [3, 4];
    await callback.onEnd({ outcome: 'finished' });
    expect(tensors()).toBe('3\n4\n');
    expect(readFileSync(join(directory, 'train', 'projector_config.pbtxt'), 'utf8')).toContain('"words/tensors.tsv"');
    vectors = [5, 6];
    await callback.onEnd({ outcome: 'failed' });
    expect(tensors()).toBe('3\n4\n');
  });

  it('ends although it never began, as where a resume fails', async () => {
    await expect(create().onEnd({ outcome: 'failed' })).resolves.toBeUndefined();
  });

  it('says what it could not write', async () => {
    writeFileSync(join(directory, 'train'), 'a file in the place of the folder');
    const begun = create().onStart({ resumedFrom: undefined });
    await expect(begun).rejects.toThrow(ArtifactError);
    await expect(begun).rejects.toMatchObject({
      artifact: 'train/events.out.tfevents',
      message:
        `expected to write train/events.out.tfevents; EEXIST: file already exists, mkdir '${join(directory, 'train')}'. ` +
        'Mend that and resume from the last checkpoint.',
    });
  });

  it.each<[object, string]>([
    [{ directory: '' }, 'directory must be a folder\'s path; received "".'],
    [{ everySteps: 0 }, 'everySteps must be a positive integer; received 0.'],
    [{ embeddings: [] }, 'embeddings must be a function that gives an array of embeddings; received [].'],
    [
      { folder: 'x' },
      'tensorBoard does not know the option "folder"; known options are directory, everySteps, embeddings, now.',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(() => create(wrong)).toThrow(new Error(message));
  });
});
