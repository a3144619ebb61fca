import type { Gender } from '../person.js';
import { rowsOf } from './table.js';

/** A noun in both languages, in the singular. */
export interface Noun {
  readonly english: string;
  readonly spanish: string;
  readonly gender: Gender;
  /** Takes "el" in the singular though it is feminine: "el agua". */
  readonly stressedA: boolean;
  /** Whether it is eaten: few adjectives are natural with it. */
  readonly isFood: boolean;
}

/** The nouns of a table with lines such as `house | casa | f`; `fa` is feminine with "el". */
export function nounsOf(table: string, { isFood = false } = {}): Noun[] {
  return rowsOf(table).map(([english, spanish, mark]) => ({
    english: english!,
    spanish: spanish!,
    gender: mark === 'm' ? 'masculine' : 'feminine',
    stressedA: mark === 'fa',
    isFood,
  }));
}
