import { assertKnownOptions, assertPositiveInteger, InvalidArgumentError, Random } from '@refrain/core';
import { Draw } from '../draw.js';

/** How {@link names} makes its names. */
export interface NamesOptions {
  /** How many. @default 1,500 */
  readonly size?: number;
  /** Another seed gives other names. @default 42 */
  readonly seed?: number | string;
}

const onsets = ['b', 'br', 'c', 'ch', 'd', 'dr', 'f', 'g', 'gr', 'h', 'k', 'kr', 'l', 'm', 'n', 'p', 'pr'].concat([
  'r',
  's',
  'sh',
  'sk',
  'st',
  't',
  'th',
  'tr',
  'v',
  'w',
  'x',
  'y',
  'z',
]);
const vowels = ['a', 'a', 'e', 'i', 'o', 'o', 'u', 'ae', 'au', 'ia'];
const codas = ['', '', '', '', 'l', 'm', 'n', 'n', 'r', 'r', 's', 'ng', 'k'];

/** Endings with how often they are drawn; the first part of the name ends in an "o" before a consonant. */
const endings: readonly (readonly [ending: string, weight: number])[] = [
  ['saurus', 12],
  ['don', 2],
  ['raptor', 2],
  ['titan', 2],
  ['venator', 1],
  ['mimus', 2],
  ['ceras', 1],
  ['ceratops', 1],
  ['tyrannus', 1],
  ['pelta', 1],
  ['spondylus', 1],
  ['avis', 1],
  ['onyx', 1],
  ['ops', 1],
  ['ornis', 1],
];
const drawnEndings = endings.flatMap(([ending, weight]) => new Array<string>(weight).fill(ending));

/** Far more names than this the grammar can't tell apart in reasonable time. */
const most = 50_000;

/**
 * Names that dinosaurs might have, made of syllables by a grammar: a small set of short lines for a character model to
 * learn and go on from. All are different. The same seed gives the same names.
 *
 * @returns names of a capital letter and small ones, at most 30 characters long
 * @throws InvalidArgumentError if more than 50,000 are asked for
 * @example
 * const text = names().join('\n');   // one name a line
 */
export function names(options: NamesOptions = {}): string[] {
  assertKnownOptions('names', options, ['size', 'seed']);
  const { size = 1_500, seed = 42 } = options;
  assertPositiveInteger('size', size);
  if (size > most) {
    const message = `size must be at most ${most} names; received ${size}. Ask for fewer.`;
    throw new InvalidArgumentError({ argument: 'size', value: size, message });
  }
  const draw = new Draw(new Random(seed));
  const made = new Set<string>();
  while (made.size < size) made.add(nameOf(draw));
  return [...made];
}

/** One to three syllables and an ending. */
function nameOf(draw: Draw): string {
  const syllables = draw.pick([1, 2, 2, 2, 3]);
  let stem = '';
  for (let left = syllables; left > 0; left--) {
    const onset = stem === '' && draw.chance(0.15) ? '' : draw.pick(onsets);
    // Two consonants and more between vowels are hard to say.
    const coda = left > 1 || onset.length > 1 ? '' : draw.pick(codas);
    stem += onset + draw.pick(vowels) + coda;
  }
  const ending = draw.pick(drawnEndings);
  const isOpen = /[aeiou]$/.test(stem);
  const startsOpen = /^[aeiou]/.test(ending);
  if (isOpen && startsOpen) stem += draw.pick(['n', 'r', 't', 'l']);
  if (!isOpen && !startsOpen) stem += 'o';
  return `${stem[0]!.toUpperCase()}${stem.slice(1)}${ending}`;
}
