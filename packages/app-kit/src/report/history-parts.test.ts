import { settingRows } from './history-parts.js';

describe('settingRows', () => {
  it('names settings as the command line does, and files without their folders', () => {
    const settings = {
      corpus: '/home/someone/reviews.txt',
      units: [128, 64],
      learningRate: 1e-3,
      schedule: { kind: 'cosine', warmupSteps: 50 },
      vectors: '/data/glove.txt',
      languageModel: '/home/someone/runs/reviews',
      prompt: '/ Shall I',
    };
    expect(settingRows(settings)).toEqual([
      ['corpus', 'reviews.txt'],
      ['units', '128,64'],
      ['learning-rate', '0.001'],
      ['schedule', 'kind cosine; warmupSteps 50'],
      ['vectors', 'glove.txt'],
      ['language-model', 'reviews'],
      ['prompt', '/ Shall I'],
    ]);
  });
});
