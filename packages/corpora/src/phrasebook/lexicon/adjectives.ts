import { rowsOf } from './table.js';

/** An adjective in both languages, the Spanish one in the masculine singular. */
export interface Adjective {
  readonly english: string;
  readonly spanish: string;
  /** What English compares with: "bigger". */
  readonly comparative: string;
}

const adjectivesOf = (table: string): Adjective[] =>
  rowsOf(table).map(([english, spanish, comparative]) => ({
    english: english!,
    spanish: spanish!,
    comparative: comparative ?? `more ${english}`,
  }));

/** What things are, by their nature. */
export const qualities = (): Adjective[] =>
  adjectivesOf(`
    red       | rojo     | redder
    white     | blanco   | whiter
    black     | negro    | blacker
    green     | verde    | greener
    blue      | azul     | bluer
    new       | nuevo    | newer
    expensive | caro
    cheap     | barato   | cheaper
    pretty    | bonito   | prettier
    ugly      | feo      | uglier
    small     | pequeño  | smaller
    heavy     | pesado   | heavier
    useful    | útil
    old       | viejo    | older
  `);

/** Those that are natural with food. */
export const foodQualities = (): Adjective[] =>
  qualities().filter(({ english }) => ['red', 'green', 'small', 'cheap', 'expensive'].includes(english));

/** What people are, by their nature: with "ser". */
export const characters = (): Adjective[] =>
  adjectivesOf(`
    tall        | alto        | taller
    friendly    | simpático   | friendlier
    intelligent | inteligente
    young       | joven       | younger
    strong      | fuerte      | stronger
    famous      | famoso
    elegant     | elegante
    patient     | paciente
    kind        | amable      | kinder
  `);

/** How people are just now: with "estar". */
export const moods = (): Adjective[] =>
  adjectivesOf(`
    tired   | cansado
    sad     | triste
    happy   | contento
    sick    | enfermo
    nervous | nervioso
    busy    | ocupado
    alone   | solo
  `);

/** How rooms are just now: with "estar". */
export const conditions = (): Adjective[] =>
  adjectivesOf(`
    open  | abierto
    closed| cerrado
    clean | limpio
    dirty | sucio
    empty | vacío
  `);

/** Adjectives that are the same for men and women, so that "I am" leaves nothing open. */
export function isGenderless({ spanish }: Adjective): boolean {
  return !spanish.endsWith('o');
}
