import type { Random } from '@refrain/core';
import { Draw } from '../../draw.js';
import type { Adjective } from '../lexicon/adjectives.js';
import { isGenderless } from '../lexicon/adjectives.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { Noun } from '../lexicon/noun.js';
import { nounPhrase, numberWords, possessives, pronouns } from '../noun-phrase.js';
import type { NounPhrase, NumberWord } from '../noun-phrase.js';

/** Draws words for sentences. */
export class Chooser extends Draw {
  readonly lexicon: Lexicon;

  constructor(lexicon: Lexicon, random: Random) {
    super(random);
    this.lexicon = lexicon;
  }

  /** Someone who does something. */
  subject(): NounPhrase {
    return this.chance(0.55) ? this.pick(pronouns) : this.someone();
  }

  /** Someone who is named: a name, "my sister", "the girls". */
  someone(): NounPhrase {
    const { namedPeople, relatives, strangers } = this.lexicon;
    if (this.chance(0.3)) {
      const { name, gender, number } = this.pick(namedPeople);
      return { english: name, spanish: name, person: 'he', gender, number };
    }
    const number = this.chance(0.25) ? 'plural' : 'singular';
    if (this.chance(0.5)) return nounPhrase(this.pick(strangers), { determiner: 'the', number });
    const relative = this.pick(relatives);
    const isOnly = relative.english.endsWith('father') || relative.english.endsWith('mother');
    return nounPhrase(relative, { determiner: this.pick(possessives), number: isOnly ? 'singular' : number });
  }

  /** Something counted: "a book", "these red shoes", "his three dogs" has no place here. */
  thing(nouns: readonly Noun[]): NounPhrase {
    const noun = this.pick(nouns);
    const { foodQualities, qualities } = this.lexicon;
    const adjective = this.chance(0.4) ? this.pick(noun.isFood ? foodQualities : qualities) : undefined;
    const draw = this.random.uniform();
    if (draw < 0.25) return nounPhrase(noun, { determiner: 'a', adjective });
    if (draw < 0.5)
      return nounPhrase(noun, { determiner: 'the', number: this.chance(0.3) ? 'plural' : 'singular', adjective });
    if (draw < 0.6)
      return nounPhrase(noun, { determiner: 'this', number: this.chance(0.4) ? 'plural' : 'singular', adjective });
    if (draw < 0.85) {
      const number = this.chance(0.25) ? 'plural' : 'singular';
      return nounPhrase(noun, { determiner: this.pick(possessives), number, adjective });
    }
    return nounPhrase(noun, { determiner: this.count(), number: 'plural', adjective });
  }

  /** Something known: what a sentence can be about. */
  knownThing(nouns: readonly Noun[]): NounPhrase {
    const determiner = this.pick(['the', 'the', 'this', ...possessives] as const);
    const number = this.chance(0.3) ? 'plural' : 'singular';
    return nounPhrase(this.pick(nouns), { determiner, number });
  }

  /** "three", "many". */
  count(): NumberWord | 'many' {
    return this.chance(0.2) ? 'many' : this.pick(Object.keys(numberWords) as NumberWord[]);
  }

  /** An adjective that someone's gender, known or not, leaves only one Spanish form. */
  adjectiveFor({ gender }: NounPhrase, adjectives: readonly Adjective[]): Adjective {
    return this.pick(gender === undefined ? adjectives.filter(isGenderless) : adjectives);
  }
}
