import { resolve } from 'node:path';
import { UsageError } from '@refrain/app-kit';
import { preset, presetNames } from './presets.js';
import { differences, runSettings } from './settings.js';
import type { TrainOptions } from './settings.js';

describe('runSettings', () => {
  it('starts from the default preset on the default corpus', () => {
    const { summary: _, ...quick } = preset('quick');
    expect(runSettings({})).toEqual({ ...quick, corpus: 'opinions', preset: 'quick' });
  });

  it.each(presetNames)('the preset %s says how long to train, in one way', (name) => {
    const { steps, epochs } = preset(name);
    expect([steps, epochs].filter((value) => value !== undefined)).toHaveLength(1);
  });

  it('replaces epochs by steps', () => {
    expect(runSettings({ preset: 'raschka', steps: 50 })).toMatchObject({ steps: 50 });
    expect(runSettings({ preset: 'raschka', steps: 50 })).not.toHaveProperty('epochs');
  });

  it('keeps paths so that they mean the same file from any folder', () => {
    const { corpus, vectors } = runSettings({ corpus: 'my.tsv', preset: 'pretrained', vectors: 'glove.txt' });
    expect([corpus, vectors]).toEqual([resolve('my.tsv'), resolve('glove.txt')]);
  });

  it('leaves sizes to what is taken over', () => {
    expect(runSettings({ preset: 'sst2' })).toHaveProperty('embedding', 100);
    expect(runSettings({ preset: 'sst2', vectors: 'glove.txt' })).not.toHaveProperty('embedding');
  });

  it.each<[TrainOptions, string]>([
    [
      { preset: 'pretrained' },
      '--preset pretrained needs a file of word vectors, such as those of GloVe; received none. Give it with --vectors <file>.',
    ],
    [
      { preset: 'transfer' },
      '--preset transfer needs the folder of a run of the app shakespeare; received none. Give it with --language-model <folder>.',
    ],
    [
      { preset: 'transfer', languageModel: 'run', units: [64] },
      '--units is decided by --language-model. Leave it out, or change the other option.',
    ],
    [
      { preset: 'transfer', languageModel: 'run', fromScratch: true, layerRate: 2 },
      '--layer-rate is about what a language model has learned. Leave it out, or change the other option.',
    ],
    [
      { preset: 'transfer', languageModel: 'run', masking: 'none' },
      '--masking must be explicit or ragged with --language-model, whose tokenizer has no padding; received none.',
    ],
    [
      { languageModel: 'run' },
      '--language-model is for the preset transfer; received another one. Give --preset transfer.',
    ],
    [
      { tokenizer: 'language-model' },
      '--tokenizer language-model is that of --language-model; there is none. Give both or none.',
    ],
    [
      { frozen: true },
      '--frozen is about the file of --vectors; there is none. Leave it out, or change the other option.',
    ],
    [
      { preset: 'sst2', vectors: 'glove.txt', embedding: 50 },
      '--embedding is that of the file of --vectors. Leave it out, or change the other option.',
    ],
    [
      { preset: 'raschka', weightDecay: 0.1 },
      '--weight-decay is an option of adamw; --optimizer is adam. Leave it out, or change the other option.',
    ],
    [
      { preset: 'universal-sentence-encoder', maxLength: 10 },
      '--max-length is about reading words; the preset reads vectors of whole texts. Leave it out, or change the other option.',
    ],
  ])('refuses what would do nothing or can not be: %j', (options, message) => {
    expect(() => runSettings(options)).toThrow(new UsageError(message));
  });
});

describe('differences', () => {
  it('compares what was asked for alone', () => {
    const stored = runSettings({ preset: 'raschka' });
    expect(differences(stored, { preset: 'raschka', run: 'elsewhere', resume: true })).toEqual([]);
    expect(differences(stored, { hidden: 32, units: [128] })).toEqual(['--hidden: 64 → 32', '--units: 64 → 128']);
  });
});

describe('the presets', () => {
  const geron = { tokenizer: 'words', vocabulary: 1000, embedding: 128, cell: 'gru', units: [128], batch: 32 };
  const raschka = { tokenizer: 'reviews', embedding: 20, cell: 'lstm', units: [64], hidden: 64, optimizer: 'adam' };
  it.each([
    ['geron-unmasked', { ...geron, masking: 'none', optimizer: 'nadam', epochs: 2 }],
    ['geron-masked', { ...geron, masking: 'from-ids' }],
    ['geron-explicit-mask', { ...geron, masking: 'explicit', dropout: 0.2 }],
    ['geron-ragged', { ...geron, masking: 'ragged' }],
    ['raschka', { ...raschka, learningRate: 1e-3, epochs: 10, longestFirst: true, initialization: 'pytorch' }],
    ['raschka-bidirectional', { ...raschka, bidirectional: true }],
    ['raschka-plain', { ...raschka, cell: 'rnn' }],
  ] as const)('%s is as published: %j', (name, published) => {
    expect(preset(name)).toMatchObject(published);
    expect(preset(name)).not.toHaveProperty('bucketWidth');
  });
});
