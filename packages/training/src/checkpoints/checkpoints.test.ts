import '@tensorflow/tfjs-backend-cpu';
import { ArtifactError, decodeSafetensors, memoryStore } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import { adam } from '../optimizers/adam.js';
import { nadam } from '../optimizers/nadam.js';
import { dataset, tinyBatches } from '../testing/tiny-data.js';
import { TinyRnn } from '../testing/tiny-rnn.js';
import { train } from '../train.js';
import { checkpoint } from '../callbacks/checkpoint.js';
import type { Checkpoint } from './checkpoint.js';
import { checkpointSteps, latestCheckpoint } from './folder.js';
import { loadCheckpoint } from './load.js';
import { saveCheckpoint } from './save.js';

/** Checkpoints of the steps 2 and 4 of a run. */
async function trained(): Promise<ArtifactStore> {
  const store = memoryStore();
  await expectNoNewTensors(async () => {
    const [model, optimizer] = [new TinyRnn(1), nadam()];
    const data = dataset(tinyBatches(3, { carried: true }));
    const configuration = { units: [4], name: 'tiny' };
    await train({ model, data, optimizer, steps: 4, configuration, callbacks: [checkpoint({ store, everySteps: 2 })] });
    optimizer.dispose();
    model.dispose();
  });
  return store;
}

const newest = 'checkpoints/step-000004';
const remedy = 'Go on from step 2, the newest older checkpoint that is whole, or bring back a copy of the file.';

async function change(store: ArtifactStore, name: string, edit: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  await store.write(name, edit(await store.read(name)));
}

describe('a checkpoint', () => {
  it('is a folder of safetensors files and a JSON state', async () => {
    const store = await trained();
    const files = ['carry.safetensors', 'optimizer.safetensors', 'state.json', 'weights.safetensors'];
    expect(await store.list()).toEqual(
      ['step-000002', 'step-000004'].flatMap((step) => files.map((file) => `checkpoints/${step}/${file}`)),
    );
    const weights = decodeSafetensors(await store.read(`${newest}/weights.safetensors`), 'weights');
    expect([...weights].map(([name, { shape }]) => [name, shape])).toEqual([
      ['embedding', [5, 4]],
      ['recurrentKernel', [4, 4]],
      ['output', [4, 5]],
    ]);
    const state = JSON.parse(new TextDecoder().decode(await store.read(`${newest}/state.json`)));
    expect(state).toMatchObject({ format: 'refrain-checkpoint', version: 1, step: 4, epochs: 1, stepsInEpoch: 1 });
    expect(state.files).toHaveLength(3);
  });

  it('reads back as it was saved', async () => {
    const store = await trained();
    const loaded = await loadCheckpoint(store);
    const copy = memoryStore();
    await saveCheckpoint(copy, loaded);
    expect(await loadCheckpoint(copy)).toEqual(loaded);
    expect(loaded).toMatchObject({ step: 4, configuration: { units: [4], name: 'tiny' } });
    expect((await loadCheckpoint(store, { step: 2 })).step).toBe(2);
    for (const name of await copy.list()) expect(await copy.read(name)).toEqual(await store.read(name));
  });

  it('keeps numbers that JSON has no form for', async () => {
    const loaded = await loadCheckpoint(await trained());
    const row = { epoch: 1, step: 1, loss: Number.NaN, learningRate: 1, validationLoss: Infinity, low: -Infinity };
    const saved: Checkpoint = {
      ...loaded,
      history: [row],
      interval: { steps: 1, weight: 2, sums: [['loss', Number.NaN]] },
    };
    const store = memoryStore();
    await saveCheckpoint(store, saved);
    expect(await loadCheckpoint(store)).toEqual(saved);
  });

  it('is found by its step', async () => {
    const store = await trained();
    expect(await checkpointSteps(store)).toEqual([2, 4]);
    expect(await latestCheckpoint(store)).toBe(4);
    expect(await latestCheckpoint(memoryStore())).toBeUndefined();
    await expect(loadCheckpoint(store, { step: 3 })).rejects.toThrow(
      'expected to find checkpoints/step-000003; there are checkpoints of the steps 2, 4. Choose one of them.',
    );
    await expect(loadCheckpoint(memoryStore())).rejects.toThrow(
      'expected a checkpoint below checkpoints/; there is none. Check the folder, or train first.',
    );
  });
});

describe('a damaged checkpoint', () => {
  it.each(['weights', 'optimizer', 'carry'])('is refused when %s.safetensors is cut short', async (name) => {
    const store = await trained();
    const artifact = `${newest}/${name}.safetensors`;
    const size = (await store.read(artifact)).length;
    await change(store, artifact, (bytes) => bytes.slice(0, 50));
    await expect(loadCheckpoint(store)).rejects.toThrow(
      `expected ${artifact} to hold the ${size} bytes that were saved; it was cut short to 50. ${remedy}`,
    );
    expect((await loadCheckpoint(store, { step: 2 })).step).toBe(2);
  });

  it('is refused when any byte of any file is flipped', async () => {
    const store = await trained();
    for (const name of (await store.list()).filter((file) => file.startsWith(newest))) {
      const whole = await store.read(name);
      for (let position = 0; position < whole.length; position += Math.ceil(whole.length / 40)) {
        const damaged = whole.slice();
        damaged[position]! ^= 1;
        await store.write(name, damaged);
        const error = await loadCheckpoint(store).catch((reason: unknown) => reason);
        expect(ArtifactError.isInstance(error) && error.artifact).toBe(name);
        expect((error as Error).message).toContain(remedy);
      }
      await store.write(name, whole);
    }
    expect((await loadCheckpoint(store)).step).toBe(4);
  });

  it('is refused with the bytes’ hash named', async () => {
    const store = await trained();
    const artifact = `${newest}/weights.safetensors`;
    const size = (await store.read(artifact)).length;
    await change(store, artifact, (bytes) => bytes.fill(1, size - 1));
    await expect(loadCheckpoint(store)).rejects.toThrow(
      `expected ${artifact} to hold the ${size} bytes that were saved; they have changed since: their SHA-256 is another. ${remedy}`,
    );
  });

  it.each([0, 1, 100, -1])('is refused when its state is cut to %d bytes', async (length) => {
    const store = await trained();
    await change(store, `${newest}/state.json`, (bytes) => bytes.slice(0, length));
    await expect(loadCheckpoint(store)).rejects.toThrow(
      `expected ${newest}/state.json to be the whole state of a checkpoint; it was cut short or changed. ${remedy}`,
    );
  });

  it('is refused when a file is missing', async () => {
    const store = await trained();
    const without = { ...store, read: (name: string) => store.read(name.replace('4/optimizer', '5/optimizer')) };
    await expect(loadCheckpoint(without)).rejects.toThrow(
      `expected to find checkpoints/step-000005/optimizer.safetensors; there is no such file. Check the folder's name, or save there first. ${remedy}`,
    );
  });

  it('is refused when it is of another version', async () => {
    const store = await trained();
    const edit = (bytes: Uint8Array): Uint8Array =>
      new TextEncoder().encode(new TextDecoder().decode(bytes).replace('"version":1', '"version":2'));
    await change(store, `${newest}/state.json`, edit);
    await expect(loadCheckpoint(store)).rejects.toThrow(
      `expected ${newest}/state.json to be of checkpoint version 1; it is of version 2. Go on with the release of Refrain that wrote it. ${remedy}`,
    );
  });

  it('says so where no older one is whole', async () => {
    const store = await trained();
    for (const step of ['step-000002', 'step-000004']) {
      await change(store, `checkpoints/${step}/state.json`, (bytes) => bytes.slice(1));
    }
    await expect(loadCheckpoint(store)).rejects.toThrow(
      'There is no older whole checkpoint: begin again, or bring back a copy of the file.',
    );
  });
});

describe('a run', () => {
  it('refuses a checkpoint of another model or optimizer', async () => {
    const resume = await loadCheckpoint(await trained());
    await expectNoNewTensors(async () => {
      const model = new TinyRnn(1);
      const [data, steps] = [dataset(tinyBatches(3)), 9];
      const others = { ...model, variables: () => model.variables().slice(0, 2), loss: model.loss.bind(model) };
      await expect(train({ model: others, data, optimizer: nadam(), steps, resume })).rejects.toThrow(
        "expected the checkpoint of step 4 to hold this model's variables; it holds a variable output, which the model does not have. Make the model with the options it was saved with.",
      );
      const [first, ...rest] = resume.weights;
      const wrong = new Map([[first![0], { ...first![1], shape: [4, 5] }] as const, ...rest]);
      await expect(
        train({ model, data, optimizer: nadam(), steps, resume: { ...resume, weights: wrong } }),
      ).rejects.toThrow("it holds embedding of shape [4, 5], where the model's is [5, 4].");
      const fewer = { ...resume, weights: new Map(rest) };
      await expect(train({ model, data, optimizer: nadam(), steps, resume: fewer })).rejects.toThrow(
        'it holds no variable embedding, which the model has.',
      );
      await expect(train({ model, data, optimizer: adam(), steps, resume })).rejects.toThrow(
        "expected the saved state of the optimizer adam; received nadam's.",
      );
      model.dispose();
    });
  });
});
