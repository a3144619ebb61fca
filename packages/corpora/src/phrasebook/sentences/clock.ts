import { asked, ended } from '../clause.js';
import type { Phrase } from '../person.js';
import { phrases } from './adverbs.js';
import type { Chooser } from './choose.js';

const hours = phrases(
  'one = la una; two = las dos; three = las tres; four = las cuatro; five = las cinco; six = las seis; seven = las siete; ' +
    'eight = las ocho; nine = las nueve; ten = las diez; eleven = las once; twelve = las doce',
);
const minutes = phrases(
  'five past = y cinco; ten past = y diez; a quarter past = y cuarto; twenty past = y veinte; half past = y media; ' +
    'twenty to = menos veinte; a quarter to = menos cuarto; ten to = menos diez; five to = menos cinco',
);
const parts = phrases(' = ; in the morning = de la mañana; in the afternoon = de la tarde; at night = de la noche');
const events = phrases(
  'the train arrives = el tren llega; the train leaves = el tren sale; the shop opens = la tienda abre; ' +
    'the shop closes = la tienda cierra; the museum opens = el museo abre; the museum closes = el museo cierra; ' +
    'the class starts = la clase empieza; the film starts = la película empieza; we eat = comemos; I work = trabajo',
);

/** A time of day: "a quarter past three", "las tres y cuarto". */
function time(choose: Chooser): Phrase {
  const hour = choose.pick(hours);
  const part = choose.pick(parts);
  if (choose.chance(0.25)) {
    return { english: `${hour.english} o'clock ${part.english}`, spanish: `${hour.spanish} ${part.spanish}` };
  }
  const minute = choose.pick(minutes);
  return {
    english: `${minute.english} ${hour.english} ${part.english}`,
    spanish: `${hour.spanish} ${minute.spanish} ${part.spanish}`,
  };
}

/** "It is half past five.", "The train leaves at ten to eight in the morning." */
export function tellingTime(choose: Chooser): Phrase {
  const { english, spanish } = time(choose);
  if (choose.chance(0.3)) return ended(`it is ${english}`, `${spanish.startsWith('la ') ? 'es' : 'son'} ${spanish}`);
  const event = choose.pick(events);
  if (choose.chance(0.85)) return ended(`${event.english} at ${english}`, `${event.spanish} a ${spanish}`);
  return asked('what time is it', 'qué hora es');
}
