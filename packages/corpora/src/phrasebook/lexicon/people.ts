import type { Gender, GrammaticalNumber } from '../person.js';
import type { Noun } from './noun.js';
import { nounsOf } from './noun.js';
import { rowsOf } from './table.js';

/** People who belong to someone: "my sister". */
export const relatives = (): Noun[] =>
  nounsOf(`
    brother     | hermano | m
    sister      | hermana | f
    son         | hijo    | m
    daughter    | hija    | f
    father      | padre   | m
    mother      | madre   | f
    grandfather | abuelo  | m
    grandmother | abuela  | f
    uncle       | tío     | m
    aunt        | tía     | f
  `);

/** People who are just there: "the girl". */
export const strangers = (): Noun[] =>
  nounsOf(`
    man   | hombre | m
    woman | mujer  | f
    boy   | chico  | m
    girl  | chica  | f
    king  | rey    | m
    queen | reina  | f
  `);

/** Someone with a name. */
export interface NamedPerson {
  readonly name: string;
  readonly gender: Gender;
  readonly number: GrammaticalNumber;
}

export const namedPeople = (): NamedPerson[] =>
  rowsOf(`
    Ana    | f
    Carmen | f
    Marta  | f
    Luis   | m
    Pedro  | m
    Pablo  | m
  `).map(([name, mark]) => ({ name: name!, gender: mark === 'm' ? 'masculine' : 'feminine', number: 'singular' }));
