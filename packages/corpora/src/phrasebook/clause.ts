import { progressive, thirdPerson } from './english/inflection.js';
import type { Verb } from './lexicon/verbs.js';
import type { NounPhrase } from './noun-phrase.js';
import type { Person, Phrase } from './person.js';
import { contracted } from './spanish/agreement.js';
import { conjugate, gerund, participle } from './spanish/conjugation.js';
import { spanishVerb } from './spanish/irregular-verbs.js';

/** When, and how: each English form has one Spanish one. */
export type Aspect = 'present' | 'past' | 'used to' | 'future' | 'perfect' | 'progressive' | 'going to' | 'can';

/** A sentence before it is said, asked or denied. */
export interface Clause {
  readonly subject: NounPhrase;
  readonly verb: Verb;
  readonly aspect: Aspect;
  /** Before the Spanish verb: "lo", "me", "le". */
  readonly pronoun?: string;
  /** What follows the verb. */
  readonly rest: Phrase;
}

/** "My brother eats apples." */
export function statement(clause: Clause): Phrase {
  const { subject, rest } = clause;
  const { auxiliary, finite, main } = englishForms(clause);
  const verb = finite ?? `${auxiliary} ${main}`;
  return ended(
    `${subject.english} ${verb} ${rest.english}`,
    `${subject.spanish} ${spanishVerbs(clause)} ${rest.spanish}`,
  );
}

/** "My brother doesn't eat apples." */
export function negation(clause: Clause): Phrase {
  const { subject, rest } = clause;
  const { auxiliary, main } = englishForms(clause);
  return ended(
    `${subject.english} ${denied(auxiliary)} ${main} ${rest.english}`,
    `${subject.spanish} no ${spanishVerbs(clause)} ${rest.spanish}`,
  );
}

/** "Does my brother eat apples?" Spanish keeps the order of the statement. */
export function question(clause: Clause): Phrase {
  const { subject, rest } = clause;
  const { auxiliary, main } = englishForms(clause);
  return asked(
    `${auxiliary} ${subject.english} ${main} ${rest.english}`,
    `${subject.spanish} ${spanishVerbs(clause)} ${rest.spanish}`,
  );
}

/** "Where does my brother eat apples?" In Spanish the subject goes behind the verb. */
export function questionWith(words: Phrase, clause: Clause): Phrase {
  const { subject, rest } = clause;
  const { auxiliary, main } = englishForms(clause);
  return asked(
    `${words.english} ${auxiliary} ${subject.english} ${main} ${rest.english}`,
    `${words.spanish} ${spanishVerbs(clause)} ${subject.spanish} ${rest.spanish}`,
  );
}

/** A sentence with a capital letter and a full stop. */
export function ended(english: string, spanish: string): Phrase {
  return { english: `${capitalized(tidy(english))}.`, spanish: `${capitalized(contracted(tidy(spanish)))}.` };
}

/** A sentence with question marks. */
export function asked(english: string, spanish: string): Phrase {
  return { english: `${capitalized(tidy(english))}?`, spanish: `¿${capitalized(contracted(tidy(spanish)))}?` };
}

/** The forms of "be". */
export function be(person: Person): string {
  return person === 'I' ? 'am' : person === 'he' ? 'is' : 'are';
}

/** "isn't", "don't", "won't", "can't"; "am not" has no short form. */
export function denied(auxiliary: string): string {
  if (auxiliary === 'am') return 'am not';
  return auxiliary === 'will' ? "won't" : auxiliary === 'can' ? "can't" : `${auxiliary}n't`;
}

interface EnglishForms {
  readonly auxiliary: string;
  /** The verb without its auxiliary, where a statement needs none. */
  readonly finite?: string;
  readonly main: string;
}

function englishForms({ verb: { english }, subject: { person }, aspect }: Clause): EnglishForms {
  const { base, past } = english;
  const third = person === 'he';
  switch (aspect) {
    case 'present':
      return { auxiliary: third ? 'does' : 'do', finite: third ? thirdPerson(base) : base, main: base };
    case 'past':
      return { auxiliary: 'did', finite: past, main: base };
    case 'used to':
      return { auxiliary: 'did', finite: `used to ${base}`, main: `use to ${base}` };
    case 'future':
      return { auxiliary: 'will', main: base };
    case 'can':
      return { auxiliary: 'can', main: base };
    case 'perfect':
      return { auxiliary: third ? 'has' : 'have', main: english.participle };
    case 'progressive':
      return { auxiliary: be(person), main: progressive(base) };
    case 'going to':
      return { auxiliary: be(person), main: `going to ${base}` };
  }
}

function spanishVerbs({ verb: { spanish }, subject: { person }, aspect, pronoun = '' }: Clause): string {
  const helped = (helper: string, form: string): string =>
    `${conjugate(spanishVerb(helper), 'present', person)} ${form}`;
  const forms: Record<Aspect, () => string> = {
    present: () => conjugate(spanish, 'present', person),
    past: () => conjugate(spanish, 'preterite', person),
    'used to': () => conjugate(spanish, 'imperfect', person),
    future: () => conjugate(spanish, 'future', person),
    perfect: () => helped('haber', participle(spanish)),
    progressive: () => helped('estar', gerund(spanish)),
    'going to': () => helped('ir', `a ${spanish.infinitive}`),
    can: () => helped('poder', spanish.infinitive),
  };
  return `${pronoun} ${forms[aspect]()}`;
}

function tidy(words: string): string {
  return words.replace(/ +/g, ' ').trim();
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
