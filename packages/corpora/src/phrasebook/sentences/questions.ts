import { asked, questionWith } from '../clause.js';
import type { Clause } from '../clause.js';
import { pluralOf as englishPlural } from '../english/inflection.js';
import { agreeing, pluralOf as spanishPlural } from '../spanish/agreement.js';
import { conjugate } from '../spanish/conjugation.js';
import { spanishVerb } from '../spanish/irregular-verbs.js';
import { be } from '../clause.js';
import { verb } from '../lexicon/verbs.js';
import { pronouns } from '../noun-phrase.js';
import type { Phrase } from '../person.js';
import { objectOf } from './actions.js';
import { phrases } from './adverbs.js';
import type { Chooser } from './choose.js';

const aspects = ['present', 'past', 'future', 'perfect', 'progressive', 'going to'] as const;
const whats = phrases('what = qué');
const places = phrases('where = dónde; when = cuándo; why = por qué');
const circumstances = [...places, ...phrases('with whom = con quién')];
const nothing: Phrase = { english: '', spanish: '' };

/** "Where does your uncle buy bread?", "What are they cooking?" */
export function askingAbout(choose: Chooser): Phrase {
  const action = choose.pick(choose.lexicon.transitiveVerbs);
  const subject = choose.subject();
  const aspect = choose.pick(aspects);
  const isObject = choose.chance(0.4);
  const words = choose.pick(isObject ? whats : places);
  const clause: Clause = { subject, verb: action, aspect, rest: isObject ? nothing : objectOf(choose, action) };
  return questionWith(words, clause);
}

/** "When did they arrive?", "Why is she crying?" */
export function askingWhen(choose: Chooser): Phrase {
  const action = choose.pick(choose.lexicon.intransitiveVerbs);
  const words = choose.pick(circumstances);
  return questionWith(words, { subject: choose.subject(), verb: action, aspect: choose.pick(aspects), rest: nothing });
}

/** "How many books do you have?" */
export function askingHowMany(choose: Chooser): Phrase {
  const { objects, clothes, animals, foods } = choose.lexicon;
  const [english, spanish] = choose.pick([
    ['have', 'tener'],
    ['buy', 'comprar'],
    ['need', 'necesitar'],
    ['see', 'ver'],
    ['find', 'encontrar'],
  ] as const);
  const noun = choose.pick([...objects, ...clothes, ...animals, ...foods]);
  const words = {
    english: `how many ${englishPlural(noun.english)}`,
    spanish: `${agreeing('cuánto', noun.gender, 'plural')} ${spanishPlural(noun.spanish)}`,
  };
  const aspect = choose.pick(
    english === 'have' ? (['present'] as const) : (['present', 'past', 'future', 'perfect'] as const),
  );
  return questionWith(words, { subject: choose.subject(), verb: verb(english, spanish), aspect, rest: nothing });
}

/** "Where is my hat?", "Why are you so sad?" */
export function askingWhereItIs(choose: Chooser): Phrase {
  const { objects, clothes, animals, moods } = choose.lexicon;
  if (choose.chance(0.5)) {
    const subject = choose.chance(0.4) ? choose.someone() : choose.knownThing([...objects, ...clothes, ...animals]);
    const esta = conjugate(spanishVerb('estar'), 'present', subject.person);
    return asked(`where ${be(subject.person)} ${subject.english}`, `dónde ${esta} ${subject.spanish}`);
  }
  const subject = choose.chance(0.5) ? choose.pick(pronouns) : choose.someone();
  const mood = choose.adjectiveFor(subject, moods);
  const esta = conjugate(spanishVerb('estar'), 'present', subject.person);
  const agreed = agreeing(mood.spanish, subject.gender ?? 'masculine', subject.number);
  return asked(
    `why ${be(subject.person)} ${subject.english} so ${mood.english}`,
    `por qué ${esta} tan ${agreed} ${subject.spanish}`,
  );
}
