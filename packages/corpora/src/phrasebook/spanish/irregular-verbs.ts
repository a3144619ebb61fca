import type { SpanishVerb } from './conjugation.js';

const decir = { present: 'digo dices dice decimos dicen', preterite: 'dije dijiste dijo dijimos dijeron' };
const hacer = { present: 'hago haces hace hacemos hacen', preterite: 'hice hiciste hizo hicimos hicieron' };
const poder = { present: 'puedo puedes puede podemos pueden', preterite: 'pude pudiste pudo pudimos pudieron' };
const poner = { present: 'pongo pones pone ponemos ponen', preterite: 'puse pusiste puso pusimos pusieron' };
const querer = {
  present: 'quiero quieres quiere queremos quieren',
  preterite: 'quise quisiste quiso quisimos quisieron',
};
const tener = { present: 'tengo tienes tiene tenemos tienen', preterite: 'tuve tuviste tuvo tuvimos tuvieron' };
const traer = { present: 'traigo traes trae traemos traen', preterite: 'traje trajiste trajo trajimos trajeron' };
const venir = { present: 'vengo vienes viene venimos vienen', preterite: 'vine viniste vino vinimos vinieron' };

/** Verbs whose forms do not all follow from the infinitive. */
const irregular: readonly SpanishVerb[] = [
  { infinitive: 'abrir', participle: 'abierto' },
  { infinitive: 'buscar', preterite: 'busqué buscaste buscó buscamos buscaron' },
  { infinitive: 'cerrar', present: 'cierro cierras cierra cerramos cierran' },
  { infinitive: 'dar', present: 'doy das da damos dan', preterite: 'di diste dio dimos dieron' },
  { infinitive: 'decir', ...decir, futureStem: 'dir', gerund: 'diciendo', participle: 'dicho' },
  {
    infinitive: 'dormir',
    present: 'duermo duermes duerme dormimos duermen',
    preterite: 'dormí dormiste durmió dormimos durmieron',
    gerund: 'durmiendo',
  },
  {
    infinitive: 'empezar',
    present: 'empiezo empiezas empieza empezamos empiezan',
    preterite: 'empecé empezaste empezó empezamos empezaron',
  },
  { infinitive: 'encontrar', present: 'encuentro encuentras encuentra encontramos encuentran' },
  { infinitive: 'escribir', participle: 'escrito' },
  {
    infinitive: 'estar',
    present: 'estoy estás está estamos están',
    preterite: 'estuve estuviste estuvo estuvimos estuvieron',
  },
  { infinitive: 'haber', present: 'he has ha hemos han' },
  { infinitive: 'hacer', ...hacer, futureStem: 'har', participle: 'hecho' },
  {
    infinitive: 'ir',
    present: 'voy vas va vamos van',
    preterite: 'fui fuiste fue fuimos fueron',
    imperfect: 'iba ibas iba íbamos iban',
    gerund: 'yendo',
    participle: 'ido',
  },
  {
    infinitive: 'jugar',
    present: 'juego juegas juega jugamos juegan',
    preterite: 'jugué jugaste jugó jugamos jugaron',
  },
  { infinitive: 'leer', preterite: 'leí leíste leyó leímos leyeron', gerund: 'leyendo', participle: 'leído' },
  { infinitive: 'llegar', preterite: 'llegué llegaste llegó llegamos llegaron' },
  { infinitive: 'pagar', preterite: 'pagué pagaste pagó pagamos pagaron' },
  { infinitive: 'perder', present: 'pierdo pierdes pierde perdemos pierden' },
  { infinitive: 'poder', ...poder, futureStem: 'podr' },
  { infinitive: 'poner', ...poner, futureStem: 'pondr', participle: 'puesto' },
  { infinitive: 'querer', ...querer, futureStem: 'querr' },
  { infinitive: 'salir', present: 'salgo sales sale salimos salen', futureStem: 'saldr' },
  {
    infinitive: 'ser',
    present: 'soy eres es somos son',
    preterite: 'fui fuiste fue fuimos fueron',
    imperfect: 'era eras era éramos eran',
    gerund: 'siendo',
    participle: 'sido',
  },
  { infinitive: 'tener', ...tener, futureStem: 'tendr' },
  { infinitive: 'tocar', preterite: 'toqué tocaste tocó tocamos tocaron' },
  { infinitive: 'traer', ...traer, gerund: 'trayendo', participle: 'traído' },
  { infinitive: 'venir', ...venir, futureStem: 'vendr', gerund: 'viniendo' },
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
