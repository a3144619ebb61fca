import { englishVerb } from '../english/inflection.js';
import type { EnglishVerb } from '../english/inflection.js';
import { spanishVerb } from '../spanish/irregular-verbs.js';
import type { SpanishVerb } from '../spanish/conjugation.js';
import type { Noun } from './noun.js';
import { rowsOf } from './table.js';
import { animals, clothes, drinks, foods, meals, objects, rooms } from './things.js';

/** A verb in both languages. */
export interface Verb {
  readonly english: EnglishVerb;
  readonly spanish: SpanishVerb;
}

/** A verb with the things that it is done to. */
export interface TransitiveVerb extends Verb {
  /** Things that are counted. */
  readonly objects: readonly Noun[];
  /** Things that are not. */
  readonly masses: readonly Noun[];
}

/** A verb without an object, and the words that may follow it in both languages. */
export interface IntransitiveVerb extends Verb {
  readonly adverbs: readonly (readonly [english: string, spanish: string])[];
}

export function verb(english: string, spanish: string): Verb {
  return { english: englishVerb(english), spanish: spanishVerb(spanish) };
}

const nounsByName = (): Record<string, readonly Noun[]> => ({
  objects: objects(),
  clothes: clothes(),
  foods: foods(),
  meals: meals(),
  drinks: drinks(),
  rooms: rooms(),
  animals: animals(),
  texts: objects().filter(({ english }) => ['book', 'letter', 'newspaper'].includes(english)),
  writings: objects().filter(({ english }) => ['book', 'letter'].includes(english)),
  houses: rooms().filter(({ english }) => ['house', 'kitchen'].includes(english)),
});

/** Verbs with an object. */
export const transitiveVerbs = (): TransitiveVerb[] => {
  const nouns = nounsByName();
  const listed = (names: string): Noun[] => names.split(' ').flatMap((name) => nouns[name] ?? []);
  return rowsOf(`
    eat      | comer     | foods               | meals
    buy      | comprar   | objects clothes foods | meals drinks
    sell     | vender    | objects clothes foods | meals drinks
    look for | buscar    | objects clothes animals |
    find     | encontrar | objects clothes animals |
    lose     | perder    | objects clothes     |
    see      | ver       | objects animals     |
    bring    | traer     | objects foods       | meals drinks
    read     | leer      | texts               |
    write    | escribir  | writings            |
    open     | abrir     | rooms               |
    close    | cerrar    | rooms               |
    clean    | limpiar   | houses              |
    wash     | lavar     | clothes             |
    wear     | llevar    | clothes             |
    cook     | cocinar   | foods               | meals
    drink    | beber     |                     | drinks
    need     | necesitar | objects clothes     | meals drinks
    paint    | pintar    | rooms objects       |
  `).map(([english, spanish, counted, masses]) => ({
    ...verb(english!, spanish!),
    objects: listed(counted!),
    masses: listed(masses ?? ''),
  }));
};

/** Verbs without an object. */
export const intransitiveVerbs = (): IntransitiveVerb[] =>
  rowsOf(`
    work  | trabajar | in the city = en la ciudad; a lot = mucho; at home = en casa
    study | estudiar | in the library = en la biblioteca; a lot = mucho; with Ana = con Ana
    sing  | cantar   | very well = muy bien; in the kitchen = en la cocina
    sleep | dormir   | a lot = mucho; very badly = muy mal
    swim  | nadar    | very well = muy bien; in the sea = en el mar
    run   | correr   | in the park = en el parque; every day = todos los días
    live  | vivir    | in Spain = en España; with Luis = con Luis; near the sea = cerca del mar
    speak | hablar   | with Marta = con Marta; very slowly = muy despacio; Spanish = español
    travel| viajar   | by train = en tren; with Pedro = con Pedro; a lot = mucho
    dance | bailar   | very well = muy bien; with Carmen = con Carmen
    arrive| llegar   | late = tarde; early = temprano
    cry   | llorar   | a lot = mucho
  `).map(([english, spanish, adverbs]) => ({
    ...verb(english!, spanish!),
    adverbs: adverbs!.split(';').map((pair) => pair.split('=').map((side) => side.trim()) as [string, string]),
  }));
