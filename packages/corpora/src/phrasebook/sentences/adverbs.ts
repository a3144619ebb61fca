import type { Aspect } from '../clause.js';
import type { Phrase } from '../person.js';

/** When things happen, by the form of the verb that goes with it. */
export const timesOf: Record<Aspect, readonly Phrase[]> = {
  present: phrases('every day = todos los días; on Sundays = los domingos; every week = todas las semanas'),
  past: phrases('yesterday = ayer; last week = la semana pasada; last night = anoche; on Monday = el lunes'),
  'used to': phrases('every summer = todos los veranos; every morning = todas las mañanas'),
  future: phrases('tomorrow = mañana; next week = la semana que viene; tonight = esta noche'),
  perfect: phrases('today = hoy; this week = esta semana; this morning = esta mañana'),
  progressive: phrases('now = ahora; right now = ahora mismo'),
  'going to': phrases('tomorrow = mañana; tonight = esta noche; this afternoon = esta tarde'),
  can: phrases('now = ahora; today = hoy; tomorrow = mañana'),
};

/** The phrases of a list such as `today = hoy; now = ahora`. */
export function phrases(list: string): Phrase[] {
  return list.split(';').map((pair) => {
    const [english, spanish] = pair.split('=').map((side) => side.trim());
    return { english: english!, spanish: spanish! };
  });
}
