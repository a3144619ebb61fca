import { negation, statement } from '../clause.js';
import { verb } from '../lexicon/verbs.js';
import type { Verb } from '../lexicon/verbs.js';
import type { NounPhrase } from '../noun-phrase.js';
import type { Person, Phrase } from '../person.js';
import { inSomeMood, joined } from './actions.js';
import { timesOf } from './adverbs.js';
import type { Chooser } from './choose.js';

/** Those who are given something: the English pronoun, and the Spanish one before the verb. */
const receivers: readonly (Phrase & { readonly not: readonly Person[] })[] = [
  { english: 'me', spanish: 'me', not: ['I', 'we'] },
  { english: 'you', spanish: 'te', not: ['you'] },
  { english: 'him', spanish: 'le', not: [] },
  { english: 'her', spanish: 'le', not: [] },
  { english: 'us', spanish: 'nos', not: ['I', 'we', 'you'] },
  { english: 'them', spanish: 'les', not: [] },
];

/** "He gave me a book.", "Will you show him the photos?" */
export function givingSomething(choose: Chooser): Phrase {
  const [english, spanish] = choose.pick([
    ['give', 'dar'],
    ['bring', 'traer'],
    ['sell', 'vender'],
    ['show', 'enseñar'],
  ] as const);
  const subject = choose.subject();
  const receiver = choose.pick(receivers.filter(({ not }) => !not.includes(subject.person)));
  const thing = choose.thing([...choose.lexicon.objects, ...choose.lexicon.clothes]);
  const aspect = choose.pick(['present', 'past', 'future', 'perfect'] as const);
  const given = { english: `${receiver.english} ${thing.english}`, spanish: thing.spanish };
  const rest = choose.chance(0.5) ? joined(given, choose.pick(timesOf[aspect])) : given;
  return inSomeMood(choose, { subject, verb: verb(english, spanish), aspect, pronoun: receiver.spanish, rest });
}

/** "I bought the shoes but I don't wear them." The pronoun has the gender of what it stands for. */
export function doingWithIt(choose: Chooser): Phrase {
  const { transitiveVerbs, objects, clothes } = choose.lexicon;
  const isWorn = choose.chance(0.4);
  const subject = choose.subject();
  const thing = choose.knownThing(isWorn ? clothes : objects);
  const named = (base: string): Verb => transitiveVerbs.find(({ english }) => english.base === base)!;
  const first = named(choose.pick(['buy', 'find', 'look for', 'lose']));
  const second = named(choose.pick(isWorn ? ['wear', 'wash', 'need'] : ['need', 'sell', 'paint']));
  const said = statement({ subject, verb: first, aspect: 'past', rest: thing });
  const denied = negation({
    subject: { ...subject, english: pronounOf(subject), spanish: '' },
    verb: second,
    aspect: choose.pick(['present', 'future'] as const),
    pronoun: objectPronoun(thing),
    rest: { english: thing.number === 'plural' ? 'them' : 'it', spanish: '' },
  });
  return {
    english: `${said.english.slice(0, -1)} but ${uncapitalized(denied.english)}`,
    spanish: `${said.spanish.slice(0, -1)} pero ${uncapitalized(denied.spanish)}`,
  };
}

/** "lo", "la", "los", "las". */
function objectPronoun({ gender, number }: NounPhrase): string {
  const singular = gender === 'feminine' ? 'la' : 'lo';
  if (number === 'singular') return singular;
  return gender === 'feminine' ? 'las' : 'los';
}

/** "he", "she", "they". */
function pronounOf({ english, person, gender }: NounPhrase): string {
  if (person === 'they') return 'they';
  if (person !== 'he') return english;
  return gender === 'feminine' ? 'she' : 'he';
}

function uncapitalized(sentence: string): string {
  return sentence.startsWith('I ') ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
