import { preset, presetNames } from './presets.js';
import { differences, runSettings } from './settings.js';

describe('runSettings', () => {
  it('starts from the default preset on the default corpus', () => {
    const { summary: _, ...quick } = preset('quick');
    expect(runSettings({})).toEqual({ ...quick, corpus: 'phrasebook', preset: 'quick' });
  });

  it.each(presetNames)('the preset %s says how long to train, in one way', (name) => {
    const { steps, epochs } = runSettings({ preset: name });
    expect([steps, epochs].filter((value) => value !== undefined)).toHaveLength(1);
  });

  it('leaves out what is about attention where there is none', () => {
    const settings = runSettings({ preset: 'bahdanau', attention: 'none' });
    expect(settings).toMatchObject({ attention: 'none', inputFeeding: false });
    expect(settings).not.toHaveProperty('readout');
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
    ['geron', { vocabulary: 1000, maxLength: 50, embedding: 128, cell: 'lstm', units: [512], bidirectional: false }],
    ['geron', { trainingPairs: 100_000, batch: 32, optimizer: 'nadam', learningRate: 1e-3, attention: 'none' }],
    ['geron-bidirectional', { units: [512], bidirectional: true, attention: 'none' }],
    ['geron-attention', { units: [512], bidirectional: true, attention: 'dot', readout: 'context' }],
    ['bahdanau', { cell: 'gru', attention: 'additive', inputFeeding: true }],
  ] as const)('%s is as published: %j', (name, published) => {
    expect(preset(name)).toMatchObject(published);
  });
});
