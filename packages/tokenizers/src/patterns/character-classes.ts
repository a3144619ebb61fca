import { isSurrogate } from '../characters.js';

/*
 * What the patterns need to know of each character, as one byte: its kind in the low bits, and for the few letters that
 * an apostrophe can join to the word before (let's, they'll) which one it is.
 */

/** Stands behind the last character of a text. */
export const end = 0;
export const letter = 1;
export const number = 2;
/** Neither white space nor letter nor number. */
export const other = 3;
/** U+0020. */
export const space = 4;
/** White space, but neither U+0020 nor a line break. */
export const whiteSpace = 5;
/** A carriage return or a line feed. */
export const lineBreak = 6;
export const kindMask = 7;

/** The letter that ends `'s`, `'t`, `'d` or `'m`. */
export const single = 1 << 3;
export const letterL = 2 << 3;
export const letterV = 3 << 3;
export const letterR = 4 << 3;
export const letterE = 5 << 3;
export const apostrophe = (6 << 3) | other;
/** Set for those of these letters that are not in lower case. */
export const upperCase = 1 << 6;

/** Set for all units of a character but its first. */
export const trailing = 1 << 7;

/** The byte of each character by its code point, worked out when it is first met. */
export class CharacterClasses {
  /** By UTF-16 code unit; 0 where it is not known yet (that of ASCII is), and for halves of surrogate pairs. */
  readonly units = new Uint8Array(0x10000);
  readonly #astral = new Map<number, number>();

  constructor() {
    for (let codePoint = 0; codePoint < 0x80; codePoint++) this.of(codePoint);
  }

  of(codePoint: number): number {
    if (codePoint > 0xffff) {
      let known = this.#astral.get(codePoint);
      if (known === undefined) this.#astral.set(codePoint, (known = classify(codePoint)));
      return known;
    }
    // Half a pair is not kept, or the table would hide the pairs that begin with it.
    if (isSurrogate(codePoint)) return other;
    return this.units[codePoint]! || (this.units[codePoint] = classify(codePoint));
  }
}

let shared: CharacterClasses | undefined;

/** The one table of the package, made when it is first asked for. */
export function characterClasses(): CharacterClasses {
  return (shared ??= new CharacterClasses());
}

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (character === ' ') return space;
  if (character === '\r' || character === '\n') return lineBreak;
  if (character === "'") return apostrophe;
  if (/\p{L}/u.test(character)) return letter | contraction(character);
  if (/\p{N}/u.test(character)) return number;
  return /\p{White_Space}/u.test(character) ? whiteSpace : other;
}

/** The mark of a letter that can stand behind an apostrophe. */
function contraction(character: string): number {
  // The long s, ſ, is an s where case makes no difference.
  const lower = character === 'ſ' ? 's' : character.toLowerCase();
  const mark = 'stdm'.includes(lower)
    ? single
    : ({ l: letterL, v: letterV, r: letterR, e: letterE } as Record<string, number>)[lower];
  return mark === undefined ? 0 : mark | (lower === character ? 0 : upperCase);
}

/** The bytes of all code units of `text`, and {@link end} behind them. */
export function classesOfText(text: string): Uint8Array {
  const table = characterClasses();
  const { units } = table;
  const classes = new Uint8Array(text.length + 1);
  for (let position = 0; position < text.length; position++) {
    const known = units[text.charCodeAt(position)]!;
    if (known !== 0) {
      classes[position] = known;
      continue;
    }
    const codePoint = text.codePointAt(position)!;
    classes[position] = table.of(codePoint);
    if (codePoint > 0xffff) {
      classes[position + 1] = classes[position]! | trailing;
      position++;
    }
  }
  return classes;
}
