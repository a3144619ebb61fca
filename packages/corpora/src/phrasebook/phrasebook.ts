import { Random } from '@refrain/core';
import { partSizes } from '../part-sizes.js';
import { shuffled } from '../shuffled.js';
import { makeLexicon } from './lexicon/lexicon.js';
import { doing, doingSomething, goingSomewhere, meetingSomeone, wantingTo } from './sentences/actions.js';
import { Chooser } from './sentences/choose.js';
import { tellingTime } from './sentences/clock.js';
import { age, comparing, howSomeoneIs, howSomethingIs, whatThereIs, whereItIs } from './sentences/descriptions.js';
import { doingWithIt, givingSomething } from './sentences/giving.js';
import { liking } from './sentences/liking.js';
import { askingAbout, askingHowMany, askingWhen, askingWhereItIs } from './sentences/questions.js';
import type { Phrase } from './person.js';
import type { SentencePair } from '../pairs/sentence-pair.js';

/** How {@link phrasebook} makes its sentences. */
export interface PhrasebookOptions {
  /** Sentences to train on. @default 20,000 */
  readonly training?: number;
  /** Sentences held out. @default 1,000 */
  readonly heldOut?: number;
  /** Another seed gives other sentences. @default 42 */
  readonly seed?: number | string;
}

/** Each kind of sentence and how often it is drawn. */
const kinds: readonly (readonly [make: (choose: Chooser) => Phrase, weight: number])[] = [
  [doingSomething, 20],
  [doing, 10],
  [goingSomewhere, 5],
  [wantingTo, 8],
  [meetingSomeone, 7],
  [givingSomething, 8],
  [doingWithIt, 5],
  [howSomeoneIs, 6],
  [howSomethingIs, 6],
  [whereItIs, 6],
  [whatThereIs, 4],
  [comparing, 5],
  [age, 2],
  [liking, 8],
  [askingAbout, 7],
  [askingWhen, 4],
  [askingHowMany, 3],
  [askingWhereItIs, 3],
  [tellingTime, 3],
];

const grammar = { defaults: { training: 20_000, heldOut: 1_000, seed: 42 }, most: 200_000, plural: 'sentences' };

/**
 * Everyday English sentences with their Spanish translations, made by a grammar: agreement in gender and number,
 * adjectives behind nouns, "ser" and "estar", regular and irregular verbs in five persons and eight forms, subject
 * pronouns left out, object pronouns before the verb, negation, questions, numbers, ages and times of day.
 *
 * Small enough to learn in minutes, and each English sentence has one Spanish rendering: "you" is always "tú", "she"
 * and "he" are left out as all pronouns are, and what English leaves open (is "I" a man?) is never asked. All sentences
 * are different; none of those held out is among those to train on. The same seed gives the same sentences.
 *
 * @throws InvalidArgumentError if more than 200,000 sentences are asked for
 * @example
 * const { training, heldOut } = phrasebook();
 * training[0];   // { source: '…', target: '…' }
 */
export function phrasebook(options: PhrasebookOptions = {}): { training: SentencePair[]; heldOut: SentencePair[] } {
  const { training, heldOut, seed } = partSizes('phrasebook', options, grammar);
  const random = new Random(seed);
  const choose = new Chooser(makeLexicon(), random);
  const drawn = kinds.flatMap(([make, weight]) => new Array<typeof make>(weight).fill(make));
  const pairs = new Map<string, string>();
  while (pairs.size < training + heldOut) {
    const { english, spanish } = choose.pick(drawn)(choose);
    if (!pairs.has(english)) pairs.set(english, spanish);
  }
  // The order of drawing would put common short sentences first.
  const all = shuffled(
    Array.from(pairs, ([source, target]) => ({ source, target })),
    random,
  );
  return { training: all.slice(heldOut), heldOut: all.slice(0, heldOut) };
}
