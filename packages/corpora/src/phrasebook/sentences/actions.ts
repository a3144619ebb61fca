import { negation, question, statement } from '../clause.js';
import type { Clause } from '../clause.js';
import type { TransitiveVerb } from '../lexicon/verbs.js';
import { verb } from '../lexicon/verbs.js';
import { nounPhrase, pronouns } from '../noun-phrase.js';
import type { Phrase } from '../person.js';
import { timesOf } from './adverbs.js';
import type { Chooser } from './choose.js';

const aspects = ['present', 'past', 'future', 'perfect', 'progressive', 'going to', 'used to', 'can'] as const;

/** Says, denies or asks it. */
export function inSomeMood(choose: Chooser, clause: Clause): Phrase {
  if (choose.chance(0.5)) return statement(clause);
  // Nobody asks about oneself what others must know.
  return clause.subject.person === 'I' || choose.chance(0.5) ? negation(clause) : question(clause);
}

/** "My sister doesn't read the newspaper on Sundays." */
export function doingSomething(choose: Chooser): Phrase {
  const action = choose.pick(choose.lexicon.transitiveVerbs);
  const happens = ['see', 'need', 'lose', 'find'].includes(action.english.base);
  const aspect = choose.pick(happens ? (['past', 'future', 'perfect'] as const) : aspects);
  const rest = choose.chance(0.5)
    ? objectOf(choose, action)
    : joined(objectOf(choose, action), choose.pick(timesOf[aspect]));
  return inSomeMood(choose, { subject: choose.subject(), verb: action, aspect, rest });
}

/** "They are going to travel by train." */
export function doing(choose: Chooser): Phrase {
  const action = choose.pick(choose.lexicon.intransitiveVerbs);
  const [english, spanish] = choose.pick(action.adverbs);
  const aspect = choose.pick(aspects);
  const rest =
    english.endsWith('day') || action.english.base === 'live' || choose.chance(0.5)
      ? { english, spanish }
      : joined({ english, spanish }, choose.pick(timesOf[aspect]));
  return inSomeMood(choose, { subject: choose.subject(), verb: action, aspect, rest });
}

/** "We went to the beach yesterday." */
export function goingSomewhere(choose: Chooser): Phrase {
  const aspect = choose.pick(['present', 'past', 'future', 'perfect', 'used to'] as const);
  const place = nounPhrase(choose.pick(choose.lexicon.places), { determiner: 'the' });
  const rest = joined({ english: `to ${place.english}`, spanish: `a ${place.spanish}` }, choose.pick(timesOf[aspect]));
  return inSomeMood(choose, { subject: choose.subject(), verb: verb('go', 'ir'), aspect, rest });
}

/** "She wants to buy a new coat." */
export function wantingTo(choose: Chooser): Phrase {
  const action = choose.pick(
    choose.lexicon.transitiveVerbs.filter(({ english }) => !['lose', 'need'].includes(english.base)),
  );
  const { english } = action;
  const [modal, spanish] = choose.pick([
    ['want to', 'querer'],
    ['have to', 'tener'],
    ['need to', 'necesitar'],
  ] as const);
  const object = objectOf(choose, action);
  const linked = modal === 'have to' ? `que ${action.spanish.infinitive}` : action.spanish.infinitive;
  return inSomeMood(choose, {
    subject: choose.subject(),
    verb: verb(modal, spanish),
    aspect: 'present',
    rest: { english: `${english.base} ${object.english}`, spanish: `${linked} ${object.spanish}` },
  });
}

/** "I saw your brother in the park." People as objects take "a". */
export function meetingSomeone(choose: Chooser): Phrase {
  const person = choose.someone();
  const place = nounPhrase(choose.pick(choose.lexicon.places), { determiner: 'the' });
  const [english, spanish] = choose.pick([
    ['see', 'ver'],
    ['look for', 'buscar'],
    ['find', 'encontrar'],
    ['help', 'ayudar'],
    ['visit', 'visitar'],
  ] as const);
  const aspect = choose.pick(['present', 'past', 'future', 'perfect', 'going to'] as const);
  return inSomeMood(choose, {
    subject: choose.pick(pronouns),
    verb: verb(english, spanish),
    aspect,
    rest: { english: `${person.english} in ${place.english}`, spanish: `a ${person.spanish} en ${place.spanish}` },
  });
}

/** Something that the verb can be done to. */
export function objectOf(choose: Chooser, { objects, masses }: TransitiveVerb): Phrase {
  if (objects.length === 0 || (masses.length > 0 && choose.chance(0.4))) {
    const noun = choose.pick(masses);
    if (choose.chance(0.4)) return { english: noun.english, spanish: noun.spanish };
    return nounPhrase(noun, { determiner: choose.pick(['the', 'this', 'my', 'your', 'our'] as const) });
  }
  return choose.thing(objects);
}

/** Two phrases, one after the other. */
export function joined(first: Phrase, second: Phrase): Phrase {
  return { english: `${first.english} ${second.english}`, spanish: `${first.spanish} ${second.spanish}` };
}
