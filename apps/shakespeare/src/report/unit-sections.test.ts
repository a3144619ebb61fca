import { useRefrain } from '@refrain/backend';
import { Random } from '@refrain/core';
import { plainRnn } from '@refrain/models';
import { expectNoNewTensors } from '@refrain/testing';
import { trainCharTokenizer } from '@refrain/tokenizers';
import type { Writer } from '../sampling.js';
import { unitSections } from './unit-sections.js';

beforeAll(useRefrain);

const text = 'he said "no" and\nshe "yes, and why not"\nthen '.repeat(20);
const tokenizer = trainCharTokenizer(text);

/** A model of four units, new as it is. */
async function withModel(work: (writer: Writer) => Promise<void>): Promise<void> {
  await expectNoNewTensors(async () => {
    const model = plainRnn({ vocabularySize: tokenizer.vocabulary.size, units: 4 }, new Random(1));
    await work({ model, tokenizer });
    model.dispose();
  });
}

describe('unitSections', () => {
  it('colours a text by a unit, and refuses one that is not there', () =>
    withModel(async (writer) => {
      const [section] = await unitSections(writer, 'he said "no"', [3]);
      expect(section!.title).toBe('What unit 3 does');
      expect(section!.html).toContain('unit 3 (hidden 3 of layer 1)');
      expect(section!.html.match(/<span class=/g)!.length).toBeGreaterThanOrEqual(12);
      await expect(unitSections(writer, 'he', [4])).rejects.toThrow(
        "--unit must be one of the model's 4 units, from 0 to 3; received 4. Give a smaller number.",
      );
    }));

  it('finds units on one half of the text and judges them on the other, best first', () =>
    withModel(async (writer) => {
      const [quotes, line] = await unitSections(writer, text, ['quotes', 'line']);
      expect(quotes!.title).toBe('Units that follow being inside quotes');
      expect(line!.title).toBe('Units that follow the place in the line');
      const sizes = [
        ...quotes!.html.matchAll(/correlation [+−](\d\.\d\d) in the half of the text before, [+−]\d\.\d\d in/g),
      ];
      const found = sizes.map((match) => Number(match[1]));
      expect(found.length).toBeGreaterThanOrEqual(2);
      expect(found).toEqual([...found].sort((one, other) => other - one));
    }));

  it('says so where the property is nowhere', () =>
    withModel(async (writer) => {
      const [section] = await unitSections(writer, 'he and she and why not ', ['quotes']);
      expect(section!.html).toContain('It is the same in all of the text that was read.');
    }));

  it('begins anew with each line for a model of lines', () =>
    withModel(async ({ model }) => {
      const lines = { count: 2, longest: 3, openings: [['h', 2]] } as const;
      const [section] = await unitSections({ model, tokenizer, lines }, 'he\nhe\n', [0]);
      const titles = [...section!.html.matchAll(/title="([^"]+)"/g)].map((match) => match[1]);
      expect(titles).toHaveLength(4);
      expect(titles.slice(0, 2)).toEqual(titles.slice(2));
    }));
});
