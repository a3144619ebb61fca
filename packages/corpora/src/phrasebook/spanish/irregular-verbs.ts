import type { SpanishVerb } from './conjugation.js';

const poder = { present: 'puedo puedes puede podemos pueden', preterite: 'pude pudiste pudo pudimos pudieron' };
const querer = {
  present: 'quiero quieres quiere queremos quieren',
  preterite: 'quise quisiste quiso quisimos quisieron',
};
const tener = { present: 'tengo tienes tiene tenemos tienen', preterite: 'tuve tuviste tuvo tuvimos tuvieron' };
const traer = { present: 'traigo traes trae traemos traen', preterite: 'traje trajiste trajo trajimos trajeron' };

/** Verbs whose forms do not all follow from the infinitive. */
const irregular: readonly SpanishVerb[] = [
  { infinitive: 'abrir', participle: 'abierto' },
  { infinitive: 'buscar', preterite: 'busqué buscaste buscó buscamos buscaron' },
  { infinitive: 'cerrar', present: 'cierro cierras cierra cerramos cierran' },
  { infinitive: 'dar', present: 'doy das da damos dan', preterite: 'di diste dio dimos dieron' },
  {
    infinitive: 'dormir',
    present: 'duermo duermes duerme dormimos duermen',
    preterite: 'dormí dormiste durmió dormimos durmieron',
    gerund: 'durmiendo',
  },
  { infinitive: 'encontrar', present: 'encuentro encuentras encuentra encontramos encuentran' },
  { infinitive: 'escribir', participle: 'escrito' },
  {
    infinitive: 'estar',
    present: 'estoy estás está estamos están',
    preterite: 'estuve estuviste estuvo estuvimos estuvieron',
  },
  { infinitive: 'haber', present: 'he has ha hemos han' },
  {
    infinitive: 'ir',
    present: 'voy vas va vamos van',
    preterite: 'fui fuiste fue fuimos fueron',
    imperfect: 'iba ibas iba íbamos iban',
    gerund: 'yendo',
    participle: 'ido',
  },
  { infinitive: 'leer', preterite: 'leí leíste leyó leímos leyeron', gerund: 'leyendo', participle: 'leído' },
  { infinitive: 'llegar', preterite: 'llegué llegaste llegó llegamos llegaron' },
  { infinitive: 'perder', present: 'pierdo pierdes pierde perdemos pierden' },
  { infinitive: 'poder', ...poder, futureStem: 'podr' },
  { infinitive: 'querer', ...querer, futureStem: 'querr' },
  {
    infinitive: 'ser',
    present: 'soy eres es somos son',
    preterite: 'fui fuiste fue fuimos fueron',
    imperfect: 'era eras era éramos eran',
    gerund: 'siendo',
    participle: 'sido',
  },
  { infinitive: 'tener', ...tener, futureStem: 'tendr' },
  { infinitive: 'traer', ...traer, gerund: 'trayendo', participle: 'traído' },
  {
    infinitive: 'ver',
    present: 'veo ves ve vemos ven',
    preterite: 'vi viste vio vimos vieron',
    imperfect: 'veía veías veía veíamos veían',
    participle: 'visto',
  },
];

/** A verb by its infinitive. */
export function spanishVerb(infinitive: string): SpanishVerb {
  return irregular.find((verb) => verb.infinitive === infinitive) ?? { infinitive };
}
