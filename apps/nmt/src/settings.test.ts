import { UsageError } from '@refrain/app-kit';
import { preset, presetNames } from './presets.js';
import { differences, runSettings } from './settings.js';

describe('runSettings', () => {
  it('starts from the default preset on the default corpus', () => {
    const { summary: _, ...quick } = preset('quick');
    expect(runSettings({})).toEqual({
      ...quick,
      attentionOrder: 'luong',
      corpus: 'phrasebook',
      preset: 'quick',
    });
  });

  it.each(presetNames)('the preset %s says how long to train, in one way', (name) => {
    const { steps, epochs } = runSettings({ preset: name });
    expect([steps, epochs].filter((value) => value !== undefined)).toHaveLength(1);
  });

  it('leaves out what is about attention where there is none', () => {
    const settings = runSettings({ preset: 'bahdanau', attention: 'none' });
    expect(settings).toMatchObject({ attention: 'none', inputFeeding: false });
    expect(settings).not.toHaveProperty('readout');
    expect(settings).not.toHaveProperty('attentionOrder');
  });

  it('feeds nothing back in the order of Bahdanau', () => {
    expect(runSettings({ attentionOrder: 'bahdanau' })).toMatchObject({ attention: 'dot', inputFeeding: false });
  });

  it.each([
    [
      { attention: 'none', readout: 'combined' },
      '--readout says what is read with attention; --attention is none. Leave it out, or change the other option.',
    ],
    [
      { attention: 'none', inputFeeding: true },
      '--input-feeding feeds back what attention found; --attention is none. Leave it out, or change the other option.',
    ],
    [
      { attention: 'none', attentionOrder: 'luong' },
      '--attention-order says when to look; --attention is none. Leave it out, or change the other option.',
    ],
    [
      { preset: 'bahdanau', inputFeeding: true },
      "--input-feeding is for Luong's order; in --attention-order bahdanau the decoder reads what was found already. Leave it out, or change the other option.",
    ],
    [
      { preset: 'small', sampledSoftmax: 512 },
      '--sampled-softmax sees a part of the tokens, and --label-smoothing 0.1 spreads over all. Leave it out, or change the other option.',
    ],
    [
      { preset: 'geron', weightDecay: 0.1 },
      '--weight-decay is an option of adamw; --optimizer is nadam. Leave it out, or change the other option.',
    ],
    [
      { units: [64, 33] },
      '--units must be even for an encoder that reads from both ends, half of them from each; received 33. Give an even number, or --no-bidirectional.',
    ],
  ] as const)('refuses what would do nothing or can not be: %j', (options, message) => {
    expect(() => runSettings(options)).toThrow(new UsageError(message));
  });

  it('replaces epochs by steps', () => {
    expect(runSettings({ preset: 'geron', steps: 6250 })).toMatchObject({ steps: 6250 });
    expect(runSettings({ preset: 'geron', steps: 6250 })).not.toHaveProperty('epochs');
  });
});

describe('differences', () => {
  it('compares what was asked for alone', () => {
    const stored = runSettings({ preset: 'geron' });
    expect(differences(stored, { preset: 'geron', run: 'elsewhere', resume: true })).toEqual([]);
    expect(differences(stored, { attention: 'dot', units: [256] })).toEqual([
      '--attention: none → dot',
      '--units: 512 → 256',
    ]);
  });
});

describe('the presets', () => {
  it.each([
    ['small', { tokenizer: 'bpe', vocabulary: 2000, lowercase: true, cell: 'gru', attention: 'dot', tiedOutput: true }],
    ['geron', { lowercase: true, removeInvertedMarks: true }],
    ['geron', { vocabulary: 1000, maxLength: 50, embedding: 128, cell: 'lstm', units: [512], bidirectional: false }],
    ['geron', { trainingPairs: 100_000, batch: 32, optimizer: 'nadam', learningRate: 1e-3, attention: 'none' }],
    ['geron-bidirectional', { units: [512], bidirectional: true, attention: 'none' }],
    ['geron-attention', { units: [512], bidirectional: true, attention: 'dot', readout: 'context' }],
    ['bahdanau', { cell: 'gru', bidirectional: true, attention: 'additive', attentionOrder: 'bahdanau' }],
  ] as const)('%s is as published: %j', (name, published) => {
    expect(preset(name)).toMatchObject(published);
  });
});
