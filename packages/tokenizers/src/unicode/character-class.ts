/** Whether a code point belongs to a class of characters. */
export type CharacterClass = (codePoint: number) => boolean;

/** Sorts characters into kinds, numbered from 1; `classify` is asked once for each code point below U+10000. */
export class CharacterKinds {
  /** The kind of each code unit; 0 where it is not known yet, and for halves of surrogate pairs. */
  readonly units = new Uint8Array(0x10000);

  constructor(private readonly classify: (codePoint: number) => number) {}

  of(codePoint: number): number {
    if (codePoint > 0xffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return this.classify(codePoint);
    return this.units[codePoint]! || (this.units[codePoint] = this.classify(codePoint));
  }
}

/** The class of the characters that `pattern`, without the flag `g`, matches. */
export function matchedClass(pattern: RegExp): CharacterClass {
  const kinds = new CharacterKinds((codePoint) => (pattern.test(String.fromCodePoint(codePoint)) ? 2 : 1));
  return (codePoint) => kinds.of(codePoint) === 2;
}
