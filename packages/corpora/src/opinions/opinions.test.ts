import { Random } from '@refrain/core';
import type { Label, LabelledText } from '../labelled/labelled-text.js';
import type { Polar } from './lexicon/polar.js';
import { topics } from './lexicon/topics.js';
import * as words from './lexicon/words.js';
import { opinions, opinionWriter } from './opinions.js';

const { training, heldOut } = opinions();

/** The label that each word of opinion speaks for. */
const labelOf = new Map<string, Label>();
const lists: Polar[] = [
  ...topics().flatMap(({ aspects }) => aspects.map(({ adjectives }) => adjectives)),
  words.verdicts,
  words.mildVerdicts,
  words.feelings,
  words.verbs.past,
  words.verbs.base,
  words.names,
  words.contents,
  words.values,
  words.superlatives,
  words.remarks,
];

for (const list of lists) {
  for (const label of [0, 1] as const) {
    for (const entry of list[label]) {
      const word = entry.replace(/^a waste of .*/, 'waste').replace(/ .*/, '');
      const known = labelOf.get(word);
      if (known !== undefined && known !== label) throw new Error(`${word} speaks for both labels`);
      labelOf.set(word, label);
    }
  }
}

/** Reads as a person does: the last clause with a word of opinion decides, and a denial before the word turns it around. */
function read(text: string): Label | undefined {
  let decision: Label | undefined;
  for (const clause of text.toLowerCase().split(/[.!,]|(?<!anything) but | and (?=got|found|we got)/)) {
    let denied = false;
    for (const word of clause.match(/[a-z']+/g) ?? []) {
      if (/^(?:not|no|never|hardly|nobody|nothing|far|anything|.*n't|can't)$/.test(word)) denied = true;
      const label = labelOf.get(word);
      if (label !== undefined) decision = denied ? (label === 1 ? 0 : 1) : label;
    }
  }
  return decision;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g)!;

/** The classifier that knows words and no order: naive Bayes with add-one smoothing. */
function naiveBayes(texts: readonly LabelledText[]): (text: string) => Label {
  const counts = [new Map<string, number>(), new Map<string, number>()] as const;
  for (const { text, label } of texts) {
    for (const word of wordsIn(text)) counts[label].set(word, (counts[label].get(word) ?? 0) + 1);
  }
  const vocabulary = new Set([...counts[0].keys(), ...counts[1].keys()]).size;
  const totals = counts.map((count) => [...count.values()].reduce((sum, value) => sum + value) + vocabulary);
  return (text) => {
    let odds = 0;
    for (const word of wordsIn(text)) {
      odds += Math.log(((counts[1].get(word) ?? 0) + 1) / totals[1]!);
      odds -= Math.log(((counts[0].get(word) ?? 0) + 1) / totals[0]!);
    }
    return odds > 0 ? 1 : 0;
  };
}

const shareOf = <Item>(items: readonly Item[], isSo: (item: Item) => boolean): number =>
  items.filter(isSo).length / items.length;

describe('opinions', () => {
  it('are eight thousand different reviews, and a thousand others held out, half of each positive', () => {
    expect([training.length, heldOut.length]).toEqual([8_000, 1_000]);
    expect(new Set([...training, ...heldOut].map(({ text }) => text)).size).toBe(9_000);
    for (const part of [training, heldOut]) expect(shareOf(part, ({ label }) => label === 1)).toBe(0.5);
  });

  it('have the label that their last opinion has, turned around by a denial', () => {
    expect([...training, ...heldOut].filter(({ text, label }) => read(text) !== label)).toEqual([]);
  });

  it('never have both labels, whichever seed wrote them', () => {
    const labels = new Map<string, Label>();
    for (const seed of [1, 2, 3]) {
      for (const { text, label } of opinions({ training: 3_000, heldOut: 1, seed }).training) {
        if (labels.get(text) === 1 - label) throw new Error(`${text} is good and bad`);
        labels.set(text, label);
      }
    }
    expect(labels.size).toBeGreaterThan(7_000);
  });

  it('can not be told apart by their words alone where they deny or contrast', () => {
    const classify = naiveBayes(training);
    const write = opinionWriter(new Random(7));
    const trained = new Set(training.map(({ text }) => text));
    const others = Array.from({ length: 2_000 }, (_, index) => {
      const label = (index % 2) as Label;
      return { ...write(label), label };
    }).filter(({ text }) => !trained.has(text));
    const accuracy = (kind: string): number =>
      shareOf(
        others.filter((review) => review.kind === kind),
        ({ text, label }) => classify(text) === label,
      );
    expect(accuracy('plain')).toBeGreaterThan(0.75);
    expect(accuracy('negated')).toBeLessThan(0.5);
    expect(accuracy('contrasting')).toBeLessThan(0.75);
    expect(others.filter(({ text, label }) => read(text) !== label)).toEqual([]);
  });

  it('have every kind under both labels', () => {
    const many = opinions({ training: 16_000 }).training;
    for (const label of [0, 1] as const) {
      const texts = many.filter((review) => review.label === label).map(({ text }) => text);
      for (const pattern of [
        / anything but /,
        /can't say/,
        /^Not once|not once/,
        /hardly a /,
        / but in the end /,
        /^Despite/,
        /n't/,
        /What an? /,
      ]) {
        expect([pattern.source, texts.filter((text) => pattern.test(text)).length > 10]).toEqual([
          pattern.source,
          true,
        ]);
      }
    }
  });

  it('are English sentences: one to three, capital letters, single spaces, "an" before a vowel', () => {
    const isReview = (text: string): boolean =>
      /^(?:[A-Z][A-Za-zé']*(?:,? [A-Za-zé']+)*[.!](?: |$)){1,3}$/.test(text) &&
      !/ $|\ba [aeio]|\ban [^aeio]|undefined|\{/.test(text);
    expect(training.filter(({ text }) => !isReview(text))).toEqual([]);
  });

  it('use few words, each often', () => {
    const counts = new Map<string, number>();
    for (const { text } of training) for (const word of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    expect(counts.size).toBeLessThan(600);
    expect(shareOf([...counts.values()], (count) => count < 5)).toBeLessThan(0.02);
  });

  it('are the same for the same seed, others for another', () => {
    const few = { training: 25, heldOut: 9 };
    expect(opinions(few)).toEqual(opinions({ ...few, seed: 42 }));
    expect(opinions({ ...few, seed: 'other' })).not.toEqual(opinions(few));
    expect(opinions(few).training.filter(({ label }) => label === 1)).toHaveLength(13);
  });

  it('refuse what they can not be', () => {
    expect(() => opinions({ training: 0 })).toThrow(new Error('training must be a positive integer; received 0.'));
    expect(() => opinions({ heldOut: 1.5 })).toThrow(new Error('heldOut must be a positive integer; received 1.5.'));
    expect(() => opinions({ training: 1_000_000 })).toThrow(
      new Error('training and heldOut must be at most 100000 reviews together; received 1001000. Ask for fewer.'),
    );
    expect(() => opinions({ size: 3 } as never)).toThrow(
      new Error('opinions does not know the option "size"; known options are training, heldOut, seed.'),
    );
  });
});
