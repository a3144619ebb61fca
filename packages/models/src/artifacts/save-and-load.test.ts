import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn, loadModel } from '../index.js';
import type { CharRnnOptions } from '../index.js';

beforeAll(() => tf.setBackend('cpu'));

const options: CharRnnOptions = { vocabularySize: 5, embedding: 3, cell: 'gru', units: [4], dropout: 0.25 };

async function savedModel(changed: Partial<CharRnnOptions> = {}): Promise<ArtifactStore> {
  const store = memoryStore();
  const model = charRnn({ ...options, ...changed }, new Random(1));
  await model.save(store, { tokenizerHash: 'abc' });
  model.dispose();
  return store;
}

/** Changes `config.json` in place. */
async function editConfig(store: ArtifactStore, change: (config: Record<string, unknown>) => object): Promise<void> {
  const config = JSON.parse(new TextDecoder().decode(await store.read('config.json')));
  await store.write('config.json', new TextEncoder().encode(JSON.stringify(change(config))));
}

describe('save and loadModel', () => {
  it('give back the model: options, weights and predictions', async () => {
    await expectNoNewTensors(async () => {
      const store = memoryStore();
      const model = charRnn(options, new Random(1));
      await model.save(store, { prefix: 'runs/one' });
      expect(await store.list()).toEqual(['runs/one/config.json', 'runs/one/weights.safetensors']);
      const again = await loadModel(store, { prefix: 'runs/one' });
      expect(again.options).toEqual(model.options);
      const predictions = [model, again].map((one) =>
        Array.from(one.step(Int32Array.of(2), one.initialState(1)).logits),
      );
      expect(predictions[1]).toEqual(predictions[0]);
      model.dispose();
      again.dispose();
    });
  });

  it('describe the model in config.json', async () => {
    const store = await savedModel();
    expect(JSON.parse(new TextDecoder().decode(await store.read('config.json')))).toEqual({
      format: 'refrain-model',
      version: 1,
      kind: 'char-rnn',
      options: {
        vocabularySize: 5,
        embedding: 3,
        cell: 'gru',
        units: [4],
        dropout: 0.25,
        recurrentDropout: 0,
        tiedOutput: false,
        resetAfter: true,
      },
      tokenizerHash: 'abc',
    });
  });

  it('write the same bytes for the same model', async () => {
    const [first, second] = [await savedModel(), await savedModel()];
    for (const name of await first.list()) {
      expect(Array.from(await first.read(name))).toEqual(Array.from(await second.read(name)));
    }
  });

  it('load with the tokenizer that the model was saved with', async () => {
    (await loadModel(await savedModel(), { tokenizerHash: 'abc' })).dispose();
    await expect(loadModel(await savedModel(), { tokenizerHash: 'abd' })).rejects.toThrow(
      'expected the model of config.json to go with the tokenizer abd; it was saved with abc. Load the tokenizer that was saved beside it.',
    );
  });

  it('refuse unknown options', async () => {
    const model = charRnn(options, new Random(1));
    await expect(model.save(memoryStore(), { folder: 'x' } as never)).rejects.toThrow(
      'save does not know the option "folder"; known options are prefix, tokenizerHash.',
    );
    await expect(loadModel(memoryStore(), { folder: 'x' } as never)).rejects.toThrow(
      'loadModel does not know the option "folder"; known options are kind, prefix, tokenizerHash.',
    );
    model.dispose();
  });
});

describe('loadModel refuses', () => {
  async function refusal(store: ArtifactStore): Promise<unknown> {
    return expectNoNewTensors(() =>
      loadModel(store).then(
        () => 'loaded',
        (error: Error) => [error.name, error.message],
      ),
    );
  }

  it('a missing file', async () => {
    expect(await refusal(memoryStore())).toEqual([
      'ArtifactError',
      "expected to find config.json; there is no such file. Check the folder's name, or save there first.",
    ]);
  });

  it('a configuration that is not JSON', async () => {
    const store = await savedModel();
    await store.write('config.json', new TextEncoder().encode('{"format":'));
    expect(await refusal(store)).toEqual([
      'ArtifactError',
      'expected config.json to be JSON; it is not. Use another copy of the file.',
    ]);
    await store.write('config.json', new TextEncoder().encode('null'));
    expect(await refusal(store)).toEqual([
      'ArtifactError',
      'expected config.json to be a JSON object; it is not. Use another copy of the file.',
    ]);
  });

  it.each([
    [
      { format: undefined },
      'expected config.json to be of the format "refrain-model"; it names no format. Choose a folder that save() wrote.',
    ],
    [
      { version: 2 },
      'expected config.json to be of version 1; it is of version 2. Use the version of Refrain that wrote it.',
    ],
    [
      { kind: 'translator' },
      'expected config.json to describe a model of the kind "char-rnn"; it is of the kind "translator", which this version cannot load.',
    ],
    [
      { options: { ...options, units: '4' } },
      'expected config.json to describe a char-rnn; at options.units: Invalid input: expected array, received string. Use another copy of the file.',
    ],
    [
      { colour: 'blue' },
      'expected config.json to describe a char-rnn; at the file: Unrecognized key: "colour". Use another copy of the file.',
    ],
    [
      { options: { ...options, units: [0] } },
      'expected config.json to describe a char-rnn; units[0] must be a positive integer; received 0. Use another copy of the file.',
    ],
  ])('a configuration with %j', async (changed, message) => {
    const store = await savedModel();
    await editConfig(store, (config) => ({ ...config, ...changed }));
    expect(await refusal(store)).toEqual(['ArtifactError', message]);
  });

  it('weights with a flipped bit', async () => {
    const store = await savedModel();
    const bytes = await store.read('weights.safetensors');
    bytes[bytes.length - 1]! ^= 1;
    await store.write('weights.safetensors', bytes);
    expect(await refusal(store)).toEqual([
      'ArtifactError',
      'expected the weights of weights.safetensors to have the SHA-256 that its metadata states; they were changed. Use another copy of the file.',
    ]);
  });

  it.each([
    [
      { units: [1_000_000_000] },
      'expected in weights.safetensors the array layers.0.kernel to be 32-bit floats of shape [3, 3000000000]; it has shape [3, 12]. Use the weights that were saved with this configuration.',
    ],
    [
      { units: [4, 4] },
      'expected in weights.safetensors an array layers.1.kernel of shape [4, 12]; there is none. Use the weights that were saved with this configuration.',
    ],
    [
      { embedding: 4, tiedOutput: true, vocabularySize: 5 },
      'expected in weights.safetensors the array embedding to be 32-bit floats of shape [5, 4]; it has shape [5, 3]. Use the weights that were saved with this configuration.',
    ],
  ])('weights that do not fit the options %j', async (changed, message) => {
    const store = await savedModel();
    await editConfig(store, (config) => ({ ...config, options: { ...options, ...changed } }));
    expect(await refusal(store)).toEqual(['ArtifactError', message]);
  });

  it('weights that the model does not have', async () => {
    const store = await savedModel({ embedding: 4 });
    await editConfig(store, (config) => ({ ...config, options: { ...options, embedding: 4, tiedOutput: true } }));
    expect(await refusal(store)).toEqual([
      'ArtifactError',
      'expected in weights.safetensors no array output.kernel; there is one. Use the weights that were saved with this configuration.',
    ]);
  });
});
