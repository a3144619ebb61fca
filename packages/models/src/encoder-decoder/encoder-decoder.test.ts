import '@tensorflow/tfjs-backend-cpu';
import { memoryStore, Random } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { charRnn, encoderDecoder, loadModel } from '../index.js';
import type { EncoderDecoder, EncoderDecoderOptions } from '../index.js';
import { idBatch } from '../testing/sequence-batch.js';

beforeAll(() => tf.setBackend('cpu'));

const options: EncoderDecoderOptions = {
  sourceVocabularySize: 5,
  targetVocabularySize: 6,
  embedding: 3,
  cell: 'gru',
  units: [4],
  bidirectional: true,
  attention: 'additive',
  attentionUnits: 2,
  readout: 'combined',
  tiedOutput: true,
  inputFeeding: true,
  dropout: 0.25,
};

describe('encoderDecoder', () => {
  it('has as many parameters as the models of the book, here with an eighth of their units', () => {
    const common = { sourceVocabularySize: 1000, targetVocabularySize: 1000, embedding: 128 } as const;
    const [embeddings, lstm] = [2 * 1000 * 128, (units: number): number => 4 * units * (128 + units + 1)];
    const output = 64 * 1000 + 1000;
    const plain = encoderDecoder({ ...common, cell: 'lstm', units: [64] }, new Random(1));
    expect(plain.parameterCount).toBe(embeddings + 2 * lstm(64) + output);
    const looking = encoderDecoder(
      { ...common, cell: 'lstm', units: [64], bidirectional: true, attention: 'dot', readout: 'context' },
      new Random(1),
    );
    expect(looking.parameterCount).toBe(embeddings + 2 * lstm(32) + lstm(64) + output);
    plain.dispose();
    looking.dispose();
  });

  it('starts decoder layers from encoder layers counted from the last, and from the first where none is left', () => {
    const shapes = (units: number[], encoderUnits: number[]): string[] => {
      const wide = { ...options, attention: 'none', readout: undefined, attentionUnits: undefined } as const;
      const model = encoderDecoder(
        { ...wide, inputFeeding: false, tiedOutput: false, bidirectional: false, units, encoderUnits },
        new Random(1),
      );
      const found = model.variables().filter(({ name }) => /^bridge.*kernel$/.test(name));
      model.dispose();
      return found.map(({ name, variable }) => `${name} [${variable.shape.join(', ')}]`);
    };
    expect(shapes([4], [2, 3])).toEqual(['bridge.0.state.kernel [3, 4]']);
    expect(shapes([4, 5], [3])).toEqual(['bridge.0.state.kernel [3, 4]', 'bridge.1.state.kernel [3, 5]']);
    expect(shapes([2, 4, 5], [2, 3])).toEqual(['bridge.1.state.kernel [2, 4]', 'bridge.2.state.kernel [3, 5]']);
  });

  it('names its weights in the order in which they are saved', () => {
    const model = encoderDecoder({ ...options, encoderUnits: [3] }, new Random(1));
    expect(model.variables().map(({ name, variable }) => `${name} [${variable.shape.join(', ')}]`)).toEqual([
      'source.embedding [5, 3]',
      'target.embedding [6, 3]',
      'encoder.0.forward.kernel [3, 9]',
      'encoder.0.forward.recurrentKernel [3, 9]',
      'encoder.0.forward.bias [2, 9]',
      'encoder.0.backward.kernel [3, 9]',
      'encoder.0.backward.recurrentKernel [3, 9]',
      'encoder.0.backward.bias [2, 9]',
      'bridge.0.state.kernel [6, 4]',
      'bridge.0.state.bias [4]',
      'decoder.0.kernel [6, 12]',
      'decoder.0.recurrentKernel [4, 12]',
      'decoder.0.bias [2, 12]',
      'attention.queryKernel [4, 2]',
      'attention.keyKernel [6, 2]',
      'attention.scale [2]',
      'readout.kernel [10, 3]',
      'output.bias [6]',
    ]);
    model.dispose();
  });

  it('has a summary', () => {
    const model = encoderDecoder(options, new Random(1));
    expect(model.summary().split('\n')).toEqual([
      'Layer                           Output shape             Parameters',
      '───────────────────────────────────────────────────────────────────',
      'source.embedding                [batch, source, 3]               15',
      'target.embedding                [batch, target, 3]               18',
      'encoder.0 (bidirectional gru)   [batch, source, 4]               84',
      'decoder.0 (gru)                 [batch, target, 4]              144',
      'attention (additive, fed back)  [batch, target, source]          18',
      'readout (combined)              [batch, target, 3]               24',
      'output (tied to embedding)      [batch, target, 6]                6',
      '───────────────────────────────────────────────────────────────────',
      'Total                                                           309',
    ]);
    model.dispose();
  });

  it('draws the same weights from the same random state, and others from another', () => {
    const [first, same, other] = [1, 1, 2].map((seed) => {
      const model = encoderDecoder(options, new Random(seed));
      const values = model.variables().map(({ variable }) => Array.from(variable.dataSync()));
      model.dispose();
      return values;
    });
    expect(same).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('frees everything', async () => {
    await expectNoNewTensors(async () => {
      const model = encoderDecoder(options, new Random(1));
      const state = await model.encode(idBatch([[1, 2]]));
      model.dispose();
      model.dispose(state);
    });
  });
});

describe('a saved encoder-decoder', () => {
  async function logitsOf(model: EncoderDecoder): Promise<number[]> {
    const state = await model.encode(idBatch([[1, 2, 4]]));
    const { logits, state: next } = model.step(Int32Array.of(3), state);
    model.dispose(state);
    model.dispose(next);
    return Array.from(logits);
  }

  async function saved(): Promise<ArtifactStore> {
    const store = memoryStore();
    const model = encoderDecoder(options, new Random(1));
    await model.save(store, { tokenizerHash: 'abc' });
    model.dispose();
    return store;
  }

  const others: EncoderDecoderOptions = {
    ...{ ...options, tiedOutput: false, inputFeeding: false, attentionOrder: 'bahdanau' },
    ...{ encoderUnits: [2, 3], sampledSoftmax: { samples: 3 } },
  };

  it.each([options, others])('is given back: options, weights and predictions of %j', async (given) => {
    await expectNoNewTensors(async () => {
      const store = memoryStore();
      const model = encoderDecoder(given, new Random(1));
      await model.save(store, { prefix: 'runs/one' });
      const again = await loadModel(store, { kind: 'encoder-decoder', prefix: 'runs/one' });
      expect(again.options).toEqual(model.options);
      expect(await logitsOf(again)).toEqual(await logitsOf(model));
      model.dispose();
      again.dispose();
    });
  });

  it('is refused where another kind of model is expected', async () => {
    await expect(loadModel(await saved())).rejects.toThrow(
      'expected config.json to describe a model of the kind "char-rnn"; it is of the kind "encoder-decoder". Load it with the option kind: "encoder-decoder".',
    );
    const store = memoryStore();
    const model = charRnn({ vocabularySize: 3, embedding: 2, cell: 'gru', units: [2] }, new Random(1));
    await model.save(store);
    model.dispose();
    await expect(loadModel(store, { kind: 'encoder-decoder' })).rejects.toThrow(
      'expected config.json to describe a model of the kind "encoder-decoder"; it is of the kind "char-rnn". Load it with the option kind: "char-rnn".',
    );
    await expect(loadModel(store, { kind: 'transformer' as 'char-rnn' })).rejects.toThrow(
      /^kind must be one of .*"encoder-decoder".*; received "transformer"\.$/,
    );
  });

  it.each([
    [
      { attention: 'luong' },
      'expected config.json to describe an encoder-decoder; at options.attention: Invalid option: expected one of "none"|"dot"|"scaled-dot"|"general"|"additive". Use another copy of the file.',
    ],
    [
      { dropout: 2 },
      'expected config.json to describe an encoder-decoder; dropout must be a number from 0 to below 1; received 2. It is the share that is dropped. Use another copy of the file.',
    ],
    [
      { units: [1e9], encoderUnits: [2] },
      'expected in weights.safetensors an array bridge.0.state.kernel of shape [4, 1000000000]; there is none. Use the weights that were saved with this configuration.',
    ],
  ])('is refused with %j in its configuration', async (changed, message) => {
    const store = await saved();
    const config = JSON.parse(new TextDecoder().decode(await store.read('config.json')));
    const edited = { ...config, options: { ...config.options, ...changed } };
    await store.write('config.json', new TextEncoder().encode(JSON.stringify(edited)));
    await expectNoNewTensors(() => expect(loadModel(store, { kind: 'encoder-decoder' })).rejects.toThrow(message));
  });
});
