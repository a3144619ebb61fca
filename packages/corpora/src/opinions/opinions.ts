import { Random } from '@refrain/core';
import { Draw } from '../draw.js';
import type { Label, LabelledText } from '../labelled/labelled-text.js';
import { partSizes } from '../part-sizes.js';
import { shuffled } from '../shuffled.js';
import { topics } from './lexicon/topics.js';
import type { Topic } from './lexicon/topics.js';
import { contrastingSentence, factOf, negatedSentence, plainSentence } from './sentences.js';
import type { WriteSentence } from './sentences.js';
import { Subject } from './subject.js';

/** How {@link opinions} writes its reviews. */
export interface OpinionsOptions {
  /** Reviews to train on. @default 8,000 */
  readonly training?: number;
  /** Reviews held out. @default 1,000 */
  readonly heldOut?: number;
  /** Another seed gives other reviews. @default 42 */
  readonly seed?: number | string;
}

/** What makes a review's label: words that mean what they say, a negation, or a contrast. */
export type OpinionKind = 'plain' | 'negated' | 'contrasting';

/** Each kind with how it is written and how often. */
const kinds: readonly (readonly [kind: OpinionKind, write: WriteSentence, weight: number])[] = [
  ['plain', plainSentence, 10],
  ['negated', negatedSentence, 5],
  ['contrasting', contrastingSentence, 5],
];
const drawnKinds = kinds.flatMap((kind) => new Array<typeof kind>(kind[2]).fill(kind));

const grammar = { defaults: { training: 8_000, heldOut: 1_000, seed: 42 }, most: 100_000, plural: 'reviews' };

/**
 * Short English reviews of films, books, restaurants, hotels, devices and shows, labelled 1 where they are positive and
 * 0 where they are not, made by a grammar: what to train a sentiment classifier on without a download.
 *
 * Words alone don't give the label away. Half of the reviews mean what their words say ("The soup was really tasty.");
 * a quarter deny the opposite ("I can't say I was bored.", "The plot was far from clever."); in a quarter two clauses
 * disagree and the last one decides ("Slow at first, but in the end …"). Sentences that say nothing either way stand
 * before and behind. As many are positive as negative, in both parts (one more, of an odd number); all reviews are
 * different, and none of those held out is among those to train on. The same seed gives the same reviews.
 *
 * @throws InvalidArgumentError if more than 100,000 reviews are asked for
 * @example
 * const { training, heldOut } = opinions();
 * training[0];   // { text: '…', label: 1 }
 */
export function opinions(options: OpinionsOptions = {}): { training: LabelledText[]; heldOut: LabelledText[] } {
  const { training, heldOut, seed } = partSizes('opinions', options, grammar);
  const random = new Random(seed);
  const write = opinionWriter(random);
  const parts = [training, heldOut].map(balanced);
  const seen = new Set<string>();
  const [trained, held] = parts.map((counts) => {
    const reviews: LabelledText[] = [];
    for (const label of [0, 1] as const) {
      for (let left = counts[label]; left > 0;) {
        const { text } = write(label);
        if (seen.has(text)) continue;
        seen.add(text);
        reviews.push({ text, label });
        left--;
      }
    }
    return shuffled(reviews, random);
  });
  return { training: trained!, heldOut: held! };
}

/** How many of each label make `count`. */
function balanced(count: number): Record<Label, number> {
  return { 0: count >> 1, 1: count - (count >> 1) };
}

/** Writes reviews of any label, one a call. */
export function opinionWriter(random: Random): (label: Label) => { text: string; kind: OpinionKind } {
  const all: readonly Topic[] = topics();
  const draw = new Draw(random);
  return (label) => {
    const view = { subject: new Subject(draw.pick(all), random), label };
    const [kind, write] = draw.pick(drawnKinds);
    const sentences = [write(draw, view)];
    if (kind !== 'contrasting' && draw.chance(0.25)) sentences.unshift(write(draw, view));
    if (draw.chance(0.4)) {
      const fact = factOf(draw, view.subject);
      if (draw.chance(0.7)) sentences.unshift(fact);
      else sentences.push(fact);
    }
    return { text: sentences.join(' '), kind };
  };
}
