import { useRefrain } from '@refrain/backend';
import { Random } from '@refrain/core';
import { plainRnn } from '@refrain/models';
import { expectNoNewTensors } from '@refrain/testing';
import { trainCharTokenizer } from '@refrain/tokenizers';
import { sentimentSection } from './sentiment-section.js';

beforeAll(useRefrain);

const things = ['film', 'soup', 'room', 'book', 'show', 'song', 'plot', 'game'];
const reviews = things.flatMap((thing) => [
  { text: `${thing} ${'z'.repeat(20)}`, label: 0 as const },
  { text: `${thing} ${'a'.repeat(20)}`, label: 1 as const },
]);
const tokenizer = trainCharTokenizer(reviews.map(({ text }) => text).join(' '));

describe('sentimentSection', () => {
  it('finds units that tell labels apart behind the last token, and judges them on other reviews', () =>
    expectNoNewTensors(async () => {
      const model = plainRnn({ vocabularySize: tokenizer.vocabulary.size, units: 4 }, new Random(1));
      const { title, html } = await sentimentSection({ model, tokenizer }, reviews);
      model.dispose();
      expect(title).toBe('Units that follow sentiment');
      const captions = [
        ...html.matchAll(
          /: correlation ([+−])(\d\.\d\d) with the labels of 8 reviews, ([+−])(\d\.\d\d) with those of 8/g,
        ),
      ];
      expect(captions).toHaveLength(3);
      // All of a label end alike, so that the best unit is as good on the others.
      const [, sign, size, otherSign, otherSize] = captions[0]!;
      expect([Number(size) > 0.9, Number(otherSize) > 0.9, sign === otherSign]).toEqual([true, true, true]);
      expect(html.match(/<figure>/g)).toHaveLength(3);
    }));

  it('says so where a label is missing', () =>
    expectNoNewTensors(async () => {
      const model = plainRnn({ vocabularySize: tokenizer.vocabulary.size, units: 4 }, new Random(1));
      const { html } = await sentimentSection(
        { model, tokenizer },
        reviews.filter(({ label }) => label === 1),
      );
      model.dispose();
      expect(html).toContain('Too few reviews were read.');
    }));
});
