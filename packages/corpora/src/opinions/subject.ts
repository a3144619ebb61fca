import type { Random } from '@refrain/core';
import { shuffled } from '../shuffled.js';
import type { Aspect, Topic } from './lexicon/topics.js';

/** What one review is about: one thing throughout, and its aspects, none of them twice before all have come. */
export class Subject {
  readonly facts: readonly string[];
  /** "film", "noodle bar". */
  readonly thing: string;
  readonly #aspects: readonly Aspect[];
  #next = 0;

  constructor({ things, aspects, facts }: Topic, random: Random) {
    this.facts = facts;
    this.thing = things[random.integer(things.length)]!;
    this.#aspects = shuffled([...aspects], random);
  }

  aspect(): Aspect {
    return this.#aspects[this.#next++ % this.#aspects.length]!;
  }
}
