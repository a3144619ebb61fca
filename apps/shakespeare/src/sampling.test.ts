import { useRefrain } from '@refrain/backend';
import { Random } from '@refrain/core';
import { charRnn } from '@refrain/models';
import { expectNoNewTensors } from '@refrain/testing';
import { trainCharTokenizer } from '@refrain/tokenizers';
import * as tf from '@tensorflow/tfjs-core';
import { openingOf, writtenText } from './sampling.js';
import type { Writer } from './sampling.js';
import { lineRecord, lineRows } from './text/lines.js';

beforeAll(useRefrain);

const text = 'Oil Rises\nOil Falls\nWar Ends\n';
const tokenizer = trainCharTokenizer(text.split('\n'), { special: { padding: '', end: '<eos>' } });
const lines = lineRecord(tokenizer, lineRows(tokenizer, text, 100));

/** A writer whose output bias is `biases`, by token. */
async function withWriter(biases: Record<string, number>, work: (writer: Writer) => Promise<void>): Promise<void> {
  await expectNoNewTensors(async () => {
    const model = charRnn(
      { vocabularySize: tokenizer.vocabulary.size, embedding: 'one-hot', cell: 'lstm', units: [4] },
      new Random(1),
    );
    const bias = model.variables().find(({ name }) => name === 'output.bias')!.variable;
    tf.tidy(() => bias.assign(tf.tensor(tokenizer.vocabulary.tokens.map((token) => biases[token] ?? 0))));
    await work({ model, tokenizer, lines });
    model.dispose();
  });
}

describe('a writer of lines', () => {
  it('never writes padding, however probable and however hot', () =>
    withWriter({ '': 50 }, async (writer) => {
      for (let seed = 0; seed < 20; seed++) {
        const options = { prompt: 'Oil', length: Infinity, temperature: 1.8, random: new Random(seed) };
        expect(await writtenText(writer, options)).not.toContain('<');
      }
      const most = await writtenText(writer, { prompt: 'Oil', length: 5, greedy: true, random: new Random(1) });
      expect(most).toHaveLength(5);
    }));

  it('ends where it ends its line, without writing that', () =>
    withWriter({ '<eos>': 50 }, async (writer) => {
      const options = { prompt: 'Oil', length: Infinity, temperature: 0.5, random: new Random(1) };
      expect(await writtenText(writer, options)).toBe('');
    }));

  it('is never longer than twice the longest line', () =>
    withWriter({ '<eos>': -50 }, async (writer) => {
      for (const prompt of ['O', 'Oil Rises']) {
        const written = await writtenText(writer, { prompt, length: Infinity, random: new Random(2) });
        expect(prompt.length + written.length).toBe(2 * lines.longest);
      }
    }));

  it('begins as lines do where no prompt is given', () =>
    withWriter({}, async (writer) => {
      const openings = Array.from({ length: 40 }, (_, seed) => openingOf(writer, '', new Random(seed)));
      expect(new Set(openings)).toEqual(new Set(['O', 'W']));
      expect(openingOf(writer, 'War', new Random(1))).toBe('War');
    }));
});
