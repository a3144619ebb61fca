import { resolve } from 'node:path';
import { preset, presetNames } from './presets.js';
import { differences, runSettings } from './settings.js';
import type { TrainOptions } from './settings.js';

describe('runSettings', () => {
  it('starts from the default preset on the default corpus', () => {
    const { summary: _, ...quick } = preset('quick');
    expect(runSettings({})).toEqual({ ...quick, corpus: 'sonnets', preset: 'quick', prompt: 'Shall I' });
  });

  it.each(presetNames)('the preset %s says how long to train, in one way', (name) => {
    const { steps, epochs } = runSettings({ preset: name });
    expect([steps, epochs].filter((value) => value !== undefined)).toHaveLength(1);
  });

  it('lets options overrule the preset', () => {
    const settings = runSettings({ preset: 'geron', units: [64, 64], cell: 'lstm', stateful: true, corpus: 'my.txt' });
    expect(settings).toMatchObject({ units: [64, 64], cell: 'lstm', stateful: true, corpus: 'my.txt', embedding: 16 });
  });

  it('replaces epochs by steps and steps by epochs', () => {
    expect(runSettings({ preset: 'geron', steps: 6000 })).toMatchObject({ steps: 6000 });
    expect(runSettings({ preset: 'geron', steps: 6000 })).not.toHaveProperty('epochs');
    expect(runSettings({ preset: 'quick', epochs: 2 })).not.toHaveProperty('steps');
  });

  it('replaces clipping by value by clipping by norm', () => {
    expect(runSettings({ preset: 'char-rnn' })).toMatchObject({ clipValue: 5 });
    expect(runSettings({ preset: 'char-rnn', clipNorm: 1 })).not.toHaveProperty('clipValue');
  });

  it('gives a tokenizer the size of its vocabulary, and characters none', () => {
    expect(runSettings({ tokenizer: 'bpe' })).toMatchObject({ tokenizer: 'bpe', vocabulary: 1000 });
    expect(runSettings({ tokenizer: 'word', vocabulary: 300 })).toMatchObject({ vocabulary: 300 });
    expect(runSettings({ preset: 'best' })).not.toHaveProperty('vocabulary');
  });

  it('refuses both steps and epochs', () => {
    expect(() => runSettings({ steps: 5, epochs: 2 })).toThrow(
      '--steps and --epochs both say how long to train; received --steps 5 and --epochs 2. Give one of them.',
    );
  });
});

describe('word vectors', () => {
  const words = { tokenizer: 'word', vectors: 'glove.txt' } as const;

  it('are the same file from any folder', () => {
    expect(runSettings({ ...words, frozen: true })).toMatchObject({ vectors: resolve('glove.txt'), frozen: true });
    expect(differences(runSettings(words), { vectors: 'glove.txt' })).toEqual([]);
    expect(differences(runSettings(words), { vectors: 'other.txt' })).toEqual([
      `--vectors: ${resolve('glove.txt')} → ${resolve('other.txt')}`,
    ]);
  });

  it.each<[TrainOptions, string]>([
    [
      { vectors: 'glove.txt' },
      '--vectors are of words; received them with the tokenizer char. Leave them out, or give --tokenizer word.',
    ],
    [
      { ...words, embedding: 50 },
      '--embedding is that of the file of --vectors; received 50. Leave one of the two out.',
    ],
    [
      { ...words, preset: 'recurrence' },
      '--recurrence is of one-hot input; received --vectors beside it. Leave them out, or choose another preset.',
    ],
    [{ frozen: true }, '--frozen is about the file of --vectors; there is none. Leave it out, or give --vectors.'],
  ])('are refused where they would do nothing: %j', (options, message) => {
    expect(() => runSettings(options)).toThrow(message);
  });
});

describe('differences', () => {
  const stored = runSettings({ preset: 'geron' });

  it('finds none where options repeat what is stored', () => {
    expect(differences(stored, { units: [128], preset: 'geron', run: 'elsewhere', resume: true })).toEqual([]);
  });

  it('lists what differs, stored first', () => {
    expect(differences(stored, { units: [256], learningRate: 0.01, clipNorm: 1 })).toEqual([
      '--units: 128 → 256',
      '--learning-rate: 0.001 → 0.01',
      '--clip-norm: not given → 1',
    ]);
  });
});

describe('the presets', () => {
  it.each([
    ['geron', { lowercase: true, embedding: 16, cell: 'gru', units: [128], length: 100, batch: 32, stateful: false }],
    ['geron', { optimizer: 'nadam', learningRate: 1e-3, dropout: 0, epochs: 10 }],
    ['geron-single', { stateful: true, batch: 1, length: 100, units: [128], optimizer: 'nadam' }],
    ['geron-stateful', { stateful: true, batch: 32, length: 100, units: [128], optimizer: 'nadam' }],
    ['stacked', { embedding: 'one-hot', units: [128, 128], dropout: 0.2, optimizer: 'adam', stateful: false }],
    ['char-rnn', { cell: 'lstm', units: [128, 128], length: 50, batch: 50, optimizer: 'rmsprop', stateful: true }],
    ['char-rnn', { learningRate: 2e-3, clipValue: 5, schedule: { kind: 'decay', factor: 0.97, fromEpoch: 10 } }],
  ] as const)('%s is as published: %j', (name, published) => {
    expect(preset(name)).toMatchObject(published);
  });
});
