import {
  apostrophe,
  end,
  kindMask,
  letter,
  letterE,
  letterL,
  letterR,
  letterV,
  lineBreak,
  number,
  other,
  single,
  space,
  trailing,
  upperCase,
} from './character-classes.js';
import type { PatternName } from './description.js';

/**
 * The end of the piece that begins at `start`.
 *
 * `classes` has the class of each unit of a text and {@link end} behind the last one. A scanner knows nothing else of
 * the text, so it serves UTF-16 code units and UTF-8 bytes alike.
 */
export type PieceScanner = (classes: Uint8Array, start: number) => number;

/** Cuts as the regular expression of that name in `regular-expressions.ts` does, by hand-written code. */
export const pieceScanners: Readonly<Record<PatternName, PieceScanner>> = { gpt2: scanGpt2, cl100k: scanCl100k };

function scanGpt2(classes: Uint8Array, start: number): number {
  const first = classes[start]!;
  const kind = first & kindMask;
  if (kind === letter) return endOfRun(classes, start + 1, letter);
  if (kind === space) {
    const next = classes[start + 1]! & kindMask;
    if (next === letter || next === other || next === number) return endOfRun(classes, start + 2, next);
    return endOfWhiteSpace(classes, start);
  }
  if (kind === other) {
    const joined = first === apostrophe ? endOfContraction(classes, start, 0) : start;
    return joined > start ? joined : endOfRun(classes, start + 1, other);
  }
  return kind === number ? endOfRun(classes, start + 1, number) : endOfWhiteSpace(classes, start);
}

function scanCl100k(classes: Uint8Array, start: number): number {
  const first = classes[start]!;
  const kind = first & kindMask;
  if (kind === letter) return endOfRun(classes, start + 1, letter);
  if (kind === number) return endOfThreeNumbers(classes, start);
  if (first === apostrophe) {
    const joined = endOfContraction(classes, start, upperCase);
    if (joined > start) return joined;
  }
  if (kind === lineBreak) return endOfLines(classes, start);
  const second = endOfCharacter(classes, start);
  const next = classes[second]! & kindMask;
  if (next === letter) return endOfRun(classes, second + 1, letter);
  if (kind === other || (kind === space && next === other)) {
    return endOfRun(classes, endOfRun(classes, second, other), lineBreak);
  }
  return endOfLines(classes, start);
}

function endOfRun(classes: Uint8Array, start: number, kind: number): number {
  let position = start;
  while ((classes[position]! & kindMask) === kind) position++;
  return position;
}

function endOfCharacter(classes: Uint8Array, start: number): number {
  let position = start + 1;
  while ((classes[position]! & trailing) !== 0) position++;
  return position;
}

/** The end of `'s` and its like, or `start`; letters not in lower case count if `ignored` is {@link upperCase}. */
function endOfContraction(classes: Uint8Array, start: number, ignored: number): number {
  const first = classes[start + 1]! & ~ignored & ~kindMask;
  if (first === single) return endOfCharacter(classes, start + 1);
  if (first !== letterL && first !== letterV && first !== letterR) return start;
  const second = classes[start + 2]! & ~ignored & ~kindMask;
  return second === (first === letterL ? letterL : letterE) ? start + 3 : start;
}

function endOfThreeNumbers(classes: Uint8Array, start: number): number {
  let position = endOfCharacter(classes, start);
  for (let count = 1; count < 3 && (classes[position]! & kindMask) === number; count++) {
    position = endOfCharacter(classes, position);
  }
  return position;
}

/** White space up to the end of the text, or else without its last character, which goes with what follows. */
function endOfWhiteSpace(classes: Uint8Array, start: number): number {
  let position = start + 1;
  while ((classes[position]! & kindMask) >= space) position++;
  if (classes[position] === end) return position;
  let last = position - 1;
  while ((classes[last]! & trailing) !== 0) last--;
  return last > start ? last : position;
}

/** White space up to the last line break in a row of white space; without one, as {@link endOfWhiteSpace}. */
function endOfLines(classes: Uint8Array, start: number): number {
  let afterLineBreak = start;
  for (let position = start; (classes[position]! & kindMask) >= space; position++) {
    if ((classes[position]! & kindMask) === lineBreak) afterLineBreak = position + 1;
  }
  return afterLineBreak > start ? afterLineBreak : endOfWhiteSpace(classes, start);
}
