import { asked, ended } from '../clause.js';
import { pluralOf as englishPlural } from '../english/inflection.js';
import { nounPhrase, pronouns } from '../noun-phrase.js';
import type { Person, Phrase } from '../person.js';
import type { Chooser } from './choose.js';

const indirectPronouns: Readonly<Record<Person, string>> = { I: 'me', you: 'te', he: 'le', we: 'nos', they: 'les' };

/** "She likes apples.", "Do you like to sing?": in Spanish what is liked pleases whoever likes it. */
export function liking(choose: Chooser): Phrase {
  const subject = choose.chance(0.6) ? choose.pick(pronouns) : choose.someone();
  const third = subject.person === 'he';
  const liked = likedThing(choose);
  const le = indirectPronouns[subject.person];
  const experiencer = subject.spanish === '' ? '' : `a ${subject.spanish}`;
  const verb = liked.plural ? 'gustan' : 'gusta';
  const spanish = `${le} ${verb} ${liked.spanish}`;
  const does = third ? 'does' : 'do';
  if (choose.chance(0.5)) {
    return ended(`${subject.english} ${third ? 'likes' : 'like'} ${liked.english}`, `${experiencer} ${spanish}`);
  }
  if (subject.person !== 'I' && choose.chance(0.5))
    return asked(`${does} ${subject.english} like ${liked.english}`, `${experiencer} ${spanish}`);
  return ended(`${subject.english} ${does}n't like ${liked.english}`, `${experiencer} no ${spanish}`);
}

function likedThing(choose: Chooser): Phrase & { readonly plural: boolean } {
  const { foods, animals, masses, intransitiveVerbs, objects, clothes } = choose.lexicon;
  const draw = choose.pick(['plural', 'mass', 'doing', 'thing'] as const);
  if (draw === 'doing') {
    const { english, spanish } = choose.pick(
      intransitiveVerbs.filter((verb) => !['arrive', 'live', 'cry'].includes(verb.english.base)),
    );
    return { english: `to ${english.base}`, spanish: spanish.infinitive, plural: false };
  }
  if (draw === 'thing') {
    const thing = choose.knownThing([...objects, ...clothes]);
    return { ...thing, plural: thing.number === 'plural' };
  }
  // Spanish says "the" of whole kinds, English nothing.
  const noun = choose.pick(draw === 'mass' ? masses : [...foods, ...animals]);
  const number = draw === 'mass' ? 'singular' : 'plural';
  const { spanish } = nounPhrase(noun, { determiner: 'the', number });
  return {
    english: number === 'plural' ? englishPlural(noun.english) : noun.english,
    spanish,
    plural: number === 'plural',
  };
}
