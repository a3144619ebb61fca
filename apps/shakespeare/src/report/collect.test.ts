import { memoryStore } from '@refrain/core';
import { trainCharTokenizer } from '@refrain/tokenizers';
import { runSettings } from '../settings.js';
import { collectReport } from './collect.js';

const record = {
  settings: { ...runSettings({ preset: 'geron' }), corpus: '/home/will/sonnets.txt' },
  text: { characters: 94_109, tokens: 94_109, vocabulary: 38, sha256: '' },
  backend: 'refrain' as const,
};
const tokenizer = trainCharTokenizer('a');
const history = 'epoch,step,loss,accuracy,learningRate,validationLoss,validationAccuracy,validationBitsPerCharacter\n';
const write = async (files: Record<string, string>) => {
  const store = memoryStore();
  for (const [name, text] of Object.entries(files)) await store.write(name, new TextEncoder().encode(text));
  return collectReport(store, { record, tokenizer, summary: 'layers' });
};

describe('collectReport', () => {
  it('takes the figures from the row that validated best', async () => {
    const rows = '1,500,2,.4,.001,2.1,.41,3.03\n1,1000,1.7,.5,.001,1.8,.48,2.597\n1,1200,1.5,.55,.001,1.9,.47,2.741\n';
    const { figures, title, subtitle } = await write({ 'history.csv': history + rows });
    expect(title).toBe('sonnets.txt · geron');
    expect(subtitle).toBe('94,109 characters, 38 symbols · 1,200 steps');
    // e^1.8 choices
    expect(figures.map(({ value }) => value)).toEqual(['1.800', '2.597', '6.05', '48.0 %']);
    expect(figures[0]!.note).toBe('nats a character, at step 1,000');
  });

  it('draws training and validation over the steps', async () => {
    const { curves } = await write({ 'history.csv': `${history}1,500,2,.4,.001,2.1,.41,3\n1,600,1.9,.45,.001,,,\n` });
    expect(curves.map(({ title, lines }) => [title, lines.map(({ points }) => points)])).toEqual([
      [
        'Loss',
        [
          [
            [500, 2],
            [600, 1.9],
          ],
          [[500, 2.1]],
        ],
      ],
      [
        'Accuracy',
        [
          [
            [500, 0.4],
            [600, 0.45],
          ],
          [[500, 0.41]],
        ],
      ],
    ]);
  });

  it('reports a run that has not got far', async () => {
    expect(await write({})).toMatchObject({ figures: [], curves: [], samples: [], summary: 'layers' });
  });

  it('names the line of a broken history', async () => {
    await expect(write({ 'history.csv': `${history}1,500,2\n` })).rejects.toThrow(
      'expected history.csv to hold 8 numbers a line; line 2 is "1,500,2". Use another copy of the file.',
    );
  });
});
