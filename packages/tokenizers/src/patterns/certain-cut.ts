import { characterClasses, kindMask, letter, lineBreak, number, other } from './character-classes.js';
import { isHighSurrogate } from '../characters.js';

/**
 * The last place between `from` and `to` where both patterns with a name begin a piece, whatever stands before and
 * behind; -1 if there is none. The text before it has the same pieces without the text behind it, and the other way
 * round.
 *
 * Both end a piece behind letters that something else follows, behind numbers that something else follows, and between
 * signs and a number or white space (but a line break, which cl100k takes in with the signs).
 */
export function lastCertainCut(text: string, { from, to }: { readonly from: number; readonly to: number }): number {
  const classes = characterClasses();
  // What half a pair is depends on its other half.
  const known = isHighSurrogate(text.charCodeAt(to - 1)) ? to - 1 : to;
  let next = known > from ? classes.of(codePointBefore(text, known)) & kindMask : 0;
  for (let place = known - width(text, known); place > from; place -= width(text, place)) {
    const previous = classes.of(codePointBefore(text, place)) & kindMask;
    if (separate(previous, next)) return place;
    next = previous;
  }
  return -1;
}

function separate(previous: number, next: number): boolean {
  if (previous === letter || previous === number) return next !== previous;
  return previous === other && next !== other && next !== letter && next !== lineBreak;
}

/** The code units of the character that ends at `end`. */
function width(text: string, end: number): number {
  return codePointBefore(text, end) > 0xffff ? 2 : 1;
}

function codePointBefore(text: string, end: number): number {
  const codePoint = end > 1 ? text.codePointAt(end - 2)! : 0;
  return codePoint > 0xffff ? codePoint : text.charCodeAt(end - 1);
}
