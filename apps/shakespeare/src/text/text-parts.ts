import type { HyperParameters } from '../presets/hyper-parameters.js';

/** The parts of a text, in its order; together they are the text. */
export interface TextParts {
  readonly train: string;
  readonly validation: string;
  /** Empty where the split leaves nothing for it. */
  readonly test: string;
}

/**
 * Cuts a text where its run's settings say: between characters, so that every tokenizer trains and is measured on the
 * same text; where its lines are sequences, at the line end that follows.
 */
export function textParts(text: string, { split, lines }: Pick<HyperParameters, 'split' | 'lines'>): TextParts {
  const { positions, fractions } = split;
  const characters = characterCount(text);
  const fits = positions !== undefined && positions[1] < characters;
  const cuts = fits ? positions : fractions.map((fraction) => Math.round(fraction * characters));
  const [first, second] = cuts.map((cut) => {
    const place = placeOf(text, cut);
    return lines && place > 0 ? text.indexOf('\n', place - 1) + 1 : place;
  }) as [number, number];
  return { train: text.slice(0, first), validation: text.slice(first, second), test: text.slice(second) };
}

/** The first so many characters of a text, or all of it. */
export function firstCharacters(text: string, count: number): string {
  return count >= characterCount(text) ? text : text.slice(0, placeOf(text, count));
}

/** How many characters (Unicode code points) `text` has from `start` to before `end`, which are in code units. */
export function characterCount(text: string, start = 0, end = text.length): number {
  let count = 0;
  for (let place = start; place < end; place++) if (!isSecondHalf(text, place)) count++;
  return count;
}

/** Where the character of that number, counted from 0, begins, in code units. */
function placeOf(text: string, character: number): number {
  let place = 0;
  for (let left = character; left > 0; left--) place += isSecondHalf(text, place + 1) ? 2 : 1;
  return place;
}

/** Whether a character's second code unit stands there: the low half of a surrogate pair. */
function isSecondHalf(text: string, place: number): boolean {
  return (text.charCodeAt(place) & 0xfc00) === 0xdc00;
}
