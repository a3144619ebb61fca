import { indefinite, pluralOf as englishPlural } from './english/inflection.js';
import type { Adjective } from './lexicon/adjectives.js';
import type { Noun } from './lexicon/noun.js';
import type { Gender, GrammaticalNumber, Person, Phrase } from './person.js';
import { agreeing, pluralOf as spanishPlural } from './spanish/agreement.js';

/** Who or what does something, or has something done to it. */
export interface NounPhrase extends Phrase {
  /** What the verb agrees with. */
  readonly person: Person;
  /** Unknown for "I", "you", "we" and "they": English does not say. */
  readonly gender: Gender | undefined;
  readonly number: GrammaticalNumber;
}

/** What stands before a noun. */
export type Determiner = 'the' | 'a' | 'this' | 'my' | 'your' | 'his' | 'her' | 'our' | 'their' | 'many' | NumberWord;

/** The pronouns that begin a sentence; Spanish leaves them out, its verbs say who. */
export const pronouns: readonly NounPhrase[] = [
  { english: 'I', spanish: '', person: 'I', gender: undefined, number: 'singular' },
  { english: 'you', spanish: '', person: 'you', gender: undefined, number: 'singular' },
  { english: 'he', spanish: '', person: 'he', gender: 'masculine', number: 'singular' },
  { english: 'she', spanish: '', person: 'he', gender: 'feminine', number: 'singular' },
  { english: 'we', spanish: '', person: 'we', gender: undefined, number: 'plural' },
  { english: 'they', spanish: '', person: 'they', gender: undefined, number: 'plural' },
];

export const possessives = ['my', 'your', 'his', 'her', 'our', 'their'] as const;

/** Numbers whose Spanish word is the same for both genders. */
export const numberWords = {
  two: 'dos',
  three: 'tres',
  four: 'cuatro',
  five: 'cinco',
  six: 'seis',
  seven: 'siete',
  eight: 'ocho',
  nine: 'nueve',
  ten: 'diez',
  twelve: 'doce',
  fifteen: 'quince',
  twenty: 'veinte',
} as const;

export type NumberWord = keyof typeof numberWords;

/** A noun with what belongs to it: "the three red cars" has no place here, "three red cars" has. */
export function nounPhrase(
  noun: Noun,
  {
    determiner,
    number = 'singular',
    adjective,
  }: { determiner: Determiner; number?: GrammaticalNumber; adjective?: Adjective | undefined },
): NounPhrase {
  const plural = number === 'plural';
  const englishNoun = plural ? englishPlural(noun.english) : noun.english;
  const words = adjective === undefined ? englishNoun : `${adjective.english} ${englishNoun}`;
  const spanishNoun = plural ? spanishPlural(noun.spanish) : noun.spanish;
  const after = adjective === undefined ? '' : ` ${agreeing(adjective.spanish, noun.gender, number)}`;
  return {
    english:
      determiner === 'a' ? indefinite(words) : `${determiner === 'this' && plural ? 'these' : determiner} ${words}`,
    spanish: `${spanishDeterminer(determiner, noun, number)} ${spanishNoun}${after}`,
    person: plural ? 'they' : 'he',
    gender: noun.gender,
    number,
  };
}

function spanishDeterminer(determiner: Determiner, { gender, stressedA }: Noun, number: GrammaticalNumber): string {
  const plural = number === 'plural';
  const feminine = gender === 'feminine';
  switch (determiner) {
    case 'the':
      if (plural) return feminine ? 'las' : 'los';
      return feminine && !stressedA ? 'la' : 'el';
    case 'a':
      return feminine ? 'una' : 'un';
    case 'this':
      if (plural) return feminine ? 'estas' : 'estos';
      return feminine ? 'esta' : 'este';
    case 'our':
      return agreeing('nuestro', gender, number);
    case 'my':
      return plural ? 'mis' : 'mi';
    case 'your':
      return plural ? 'tus' : 'tu';
    case 'his':
    case 'her':
    case 'their':
      return plural ? 'sus' : 'su';
    case 'many':
      return agreeing('mucho', gender, 'plural');
    default:
      return numberWords[determiner];
  }
}
