import type { Gender, GrammaticalNumber } from '../person.js';

const withoutAccent: Readonly<Record<string, string>> = { á: 'a', é: 'e', í: 'i', ó: 'o', ú: 'u' };

/** The plural of a noun or adjective: "libros", "ciudades", "luces", "canciones". */
export function pluralOf(word: string): string {
  // The one word here that needs an accent to keep its stress.
  if (word === 'joven') return 'jóvenes';
  if (/[aeiouáéó]$/.test(word)) return `${word}s`;
  if (word.endsWith('z')) return `${word.slice(0, -1)}ces`;
  return `${word.replace(/[áéíóú](?=[ns]$)/, (vowel) => withoutAccent[vowel]!)}es`;
}

/** An adjective, given in the masculine singular, as it stands with a noun. */
export function agreeing(adjective: string, gender: Gender, number: GrammaticalNumber): string {
  const singular = gender === 'feminine' ? adjective.replace(/o$/, 'a') : adjective;
  return number === 'plural' ? pluralOf(singular) : singular;
}

/** The prepositions "a" and "de" melt into the article "el". */
export function contracted(spanish: string): string {
  return spanish.replace(/(?<!\p{L})(a|de) el(?!\p{L})/gu, (_, preposition: string) =>
    preposition === 'a' ? 'al' : 'del',
  );
}
