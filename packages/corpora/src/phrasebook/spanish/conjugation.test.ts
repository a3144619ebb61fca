import { persons } from '../person.js';
import { conjugate, gerund, participle } from './conjugation.js';
import type { SpanishTense } from './conjugation.js';
import { spanishVerb } from './irregular-verbs.js';

const forms = (infinitive: string, tense: SpanishTense): string =>
  persons.map((person) => conjugate(spanishVerb(infinitive), tense, person)).join(' ');

describe('conjugate', () => {
  it.each<[string, SpanishTense, string]>([
    ['comprar', 'present', 'compro compras compra compramos compran'],
    ['beber', 'present', 'bebo bebes bebe bebemos beben'],
    ['vivir', 'present', 'vivo vives vive vivimos viven'],
    ['comprar', 'preterite', 'compré compraste compró compramos compraron'],
    ['beber', 'preterite', 'bebí bebiste bebió bebimos bebieron'],
    ['comprar', 'imperfect', 'compraba comprabas compraba comprábamos compraban'],
    ['vivir', 'imperfect', 'vivía vivías vivía vivíamos vivían'],
    ['vivir', 'future', 'viviré vivirás vivirá viviremos vivirán'],
    ['tener', 'future', 'tendré tendrás tendrá tendremos tendrán'],
    ['traer', 'preterite', 'traje trajiste trajo trajimos trajeron'],
    ['ir', 'imperfect', 'iba ibas iba íbamos iban'],
    ['buscar', 'preterite', 'busqué buscaste buscó buscamos buscaron'],
    ['leer', 'preterite', 'leí leíste leyó leímos leyeron'],
    ['dormir', 'preterite', 'dormí dormiste durmió dormimos durmieron'],
    ['poder', 'present', 'puedo puedes puede podemos pueden'],
    ['ver', 'imperfect', 'veía veías veía veíamos veían'],
  ])('%s in the %s', (infinitive, tense, expected) => {
    expect(forms(infinitive, tense)).toBe(expected);
  });

  it('knows gerunds and participles', () => {
    const both = (infinitive: string): string[] => [
      gerund(spanishVerb(infinitive)),
      participle(spanishVerb(infinitive)),
    ];
    expect(both('cantar')).toEqual(['cantando', 'cantado']);
    expect(both('comer')).toEqual(['comiendo', 'comido']);
    expect(both('escribir')).toEqual(['escribiendo', 'escrito']);
    expect(both('leer')).toEqual(['leyendo', 'leído']);
    expect(both('dormir')).toEqual(['durmiendo', 'dormido']);
  });
});
