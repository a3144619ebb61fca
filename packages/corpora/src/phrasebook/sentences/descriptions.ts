import { asked, be, denied, ended } from '../clause.js';
import type { Noun } from '../lexicon/noun.js';
import { numberWords, nounPhrase } from '../noun-phrase.js';
import type { NounPhrase, NumberWord } from '../noun-phrase.js';
import type { Phrase } from '../person.js';
import { agreeing } from '../spanish/agreement.js';
import { conjugate } from '../spanish/conjugation.js';
import { spanishVerb } from '../spanish/irregular-verbs.js';
import { phrases } from './adverbs.js';
import type { Chooser } from './choose.js';

/** Where things are. */
const degrees = phrases(' = ; very = muy; too = demasiado');
const moments = phrases(' = ; today = hoy; now = ahora');
const positions = phrases('in = en; near = cerca de; behind = detrás de; in front of = delante de');

/** Says, denies or asks that something is so, with "ser" or "estar". */
function being(choose: Chooser, subject: NounPhrase, { verb, rest }: { verb: 'ser' | 'estar'; rest: Phrase }): Phrase {
  const is = be(subject.person);
  const es = conjugate(spanishVerb(verb), 'present', subject.person);
  const spanish = `${subject.spanish} ${es} ${rest.spanish}`;
  if (choose.chance(0.5)) return ended(`${subject.english} ${is} ${rest.english}`, spanish);
  if (subject.person !== 'I' && choose.chance(0.5)) return asked(`${is} ${subject.english} ${rest.english}`, spanish);
  return ended(`${subject.english} ${denied(is)} ${rest.english}`, `${subject.spanish} no ${es} ${rest.spanish}`);
}

/** "My grandmother is very patient.": with "ser". "We are sad today.": with "estar". */
export function howSomeoneIs(choose: Chooser): Phrase {
  const subject = choose.subject();
  const verb = choose.pick(['ser', 'estar'] as const);
  const { characters, moods } = choose.lexicon;
  const adjective = choose.adjectiveFor(subject, verb === 'ser' ? characters : moods);
  const degree = choose.pick(degrees);
  const when = verb === 'ser' ? moments[0]! : choose.pick(moments);
  const agreed = agreeing(adjective.spanish, subject.gender ?? 'masculine', subject.number);
  const rest = {
    english: `${degree.english} ${adjective.english} ${when.english}`,
    spanish: `${degree.spanish} ${agreed} ${when.spanish}`,
  };
  return being(choose, subject, { verb, rest });
}

/** "These shoes are too expensive.": with "ser". "The shop is closed.": with "estar". */
export function howSomethingIs(choose: Chooser): Phrase {
  const { objects, clothes, rooms, places, qualities, conditions } = choose.lexicon;
  const isLasting = choose.chance(0.6);
  const subject = choose.knownThing(isLasting ? [...objects, ...clothes] : [...rooms, ...places.slice(0, 1)]);
  const adjective = choose.pick(isLasting ? qualities : conditions);
  const degree = isLasting ? choose.pick(degrees) : degrees[0]!;
  const agreed = agreeing(adjective.spanish, subject.gender!, subject.number);
  const rest = { english: `${degree.english} ${adjective.english}`, spanish: `${degree.spanish} ${agreed}` };
  return being(choose, subject, { verb: isLasting ? 'ser' : 'estar', rest });
}

/** "Your keys are behind the lamp.": with "estar". */
export function whereItIs(choose: Chooser): Phrase {
  const { objects, clothes, animals } = choose.lexicon;
  const subject = choose.chance(0.3) ? choose.subject() : choose.knownThing([...objects, ...clothes, ...animals]);
  const place = nounPhrase(placeOf(choose), { determiner: 'the' });
  const position = choose.pick(positions);
  const rest = { english: `${position.english} ${place.english}`, spanish: `${position.spanish} ${place.spanish}` };
  return being(choose, subject, { verb: 'estar', rest });
}

/** "There are three cows in the garden." */
export function whatThereIs(choose: Chooser): Phrase {
  const { objects, animals, strangers } = choose.lexicon;
  const noun = choose.pick([...objects, ...animals, ...strangers]);
  const isOne = choose.chance(0.4);
  const thing = nounPhrase(noun, isOne ? { determiner: 'a' } : { determiner: choose.count(), number: 'plural' });
  const place = nounPhrase(placeOf(choose), { determiner: 'the' });
  const position = choose.pick(positions);
  const english = `${thing.english} ${position.english} ${place.english}`;
  const spanish = `hay ${thing.spanish} ${position.spanish} ${place.spanish}`;
  const is = isOne ? 'is' : 'are';
  return choose.chance(0.7) ? ended(`there ${is} ${english}`, spanish) : asked(`${is} there ${english}`, spanish);
}

/** Somewhere that has an inside and a front. */
function placeOf(choose: Chooser): Noun {
  const { places, rooms } = choose.lexicon;
  const named = (english: string): boolean => !['city', 'beach', 'door', 'window'].includes(english);
  return choose.pick([...places, ...rooms].filter(({ english }) => named(english)));
}

/** "My car is older than your car." */
export function comparing(choose: Chooser): Phrase {
  const { objects, clothes, qualities, characters } = choose.lexicon;
  const isThing = choose.chance(0.6);
  const first = isThing ? choose.knownThing([...objects, ...clothes]) : choose.someone();
  const second = isThing ? choose.knownThing([...objects, ...clothes]) : choose.someone();
  const adjective = choose.pick(isThing ? qualities.filter(({ english }) => !colours.includes(english)) : characters);
  const agreed = agreeing(adjective.spanish, first.gender!, first.number);
  const rest = {
    english: `${adjective.comparative} than ${second.english}`,
    spanish: `más ${agreed} que ${second.spanish}`,
  };
  return being(choose, first, { verb: 'ser', rest });
}

const colours = ['red', 'white', 'black', 'green', 'blue'];

/** "My daughter is seven years old.": Spanish has years. */
export function age(choose: Chooser): Phrase {
  const subject = choose.subject();
  const [english, spanish] = choose.pick(Object.entries(numberWords) as [NumberWord, string][]);
  const tiene = conjugate(spanishVerb('tener'), 'present', subject.person);
  if (subject.person !== 'I' && choose.chance(0.3))
    return asked(`how old ${be(subject.person)} ${subject.english}`, `cuántos años ${tiene} ${subject.spanish}`);
  return ended(
    `${subject.english} ${be(subject.person)} ${english} years old`,
    `${subject.spanish} ${tiene} ${spanish} años`,
  );
}
