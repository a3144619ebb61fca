import { persons } from '../person.js';
import type { Person } from '../person.js';

/** The simple tenses; compound ones are made of these and a participle or gerund. */
export type SpanishTense = 'present' | 'preterite' | 'imperfect' | 'future';

/** A verb, with the forms that do not follow from its infinitive. Forms are in the order yo, tú, él, nosotros, ellos. */
export interface SpanishVerb {
  readonly infinitive: string;
  readonly present?: string;
  readonly preterite?: string;
  readonly imperfect?: string;
  /** What the endings of the future are put to, such as `tendr`. */
  readonly futureStem?: string;
  readonly gerund?: string;
  readonly participle?: string;
}

const endings = {
  ar: { present: 'o as a amos an', preterite: 'é aste ó amos aron', imperfect: 'aba abas aba ábamos aban' },
  er: { present: 'o es e emos en', preterite: 'í iste ió imos ieron', imperfect: 'ía ías ía íamos ían' },
  ir: { present: 'o es e imos en', preterite: 'í iste ió imos ieron', imperfect: 'ía ías ía íamos ían' },
};
const futureEndings = 'é ás á emos án';

/** The form of a verb for a person in a simple tense. */
export function conjugate(verb: SpanishVerb, tense: SpanishTense, person: Person): string {
  return forms(verb, tense).split(' ')[persons.indexOf(person)]!;
}

/** "comiendo". */
export function gerund({ infinitive, gerund: irregular }: SpanishVerb): string {
  return irregular ?? stem(infinitive) + (conjugation(infinitive) === 'ar' ? 'ando' : 'iendo');
}

/** "comido". */
export function participle({ infinitive, participle: irregular }: SpanishVerb): string {
  return irregular ?? stem(infinitive) + (conjugation(infinitive) === 'ar' ? 'ado' : 'ido');
}

function forms(verb: SpanishVerb, tense: SpanishTense): string {
  const { infinitive } = verb;
  if (tense === 'future') return joined(verb.futureStem ?? infinitive, futureEndings);
  return verb[tense] ?? joined(stem(infinitive), endings[conjugation(infinitive)][tense]);
}

function joined(stem: string, tails: string): string {
  return tails
    .split(' ')
    .map((ending) => stem + ending)
    .join(' ');
}

function stem(infinitive: string): string {
  return infinitive.slice(0, -2);
}

function conjugation(infinitive: string): keyof typeof endings {
  return infinitive.slice(-2) as keyof typeof endings;
}
