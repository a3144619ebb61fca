/**
 * Lets text through up to the first stop text, and holds back what can't be let through yet: the beginning of what may
 * become a stop text, and the first half of a surrogate pair.
 *
 * What comes out does not depend on how the text was cut into pieces.
 */
export class TextGate {
  readonly #stopTexts: readonly string[];
  #held = '';
  #stopped = false;

  constructor(stopTexts: readonly string[]) {
    this.#stopTexts = stopTexts;
  }

  /** A stop text has appeared: nothing more comes through. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Takes the next piece; gives what is now certain, possibly nothing. */
  push(piece: string): string {
    if (this.#stopped) return '';
    const text = this.#held + piece;
    const stop = this.#firstStop(text);
    this.#stopped = stop !== undefined;
    const end = stop ?? text.length - this.#uncertainLength(text);
    this.#held = this.#stopped ? '' : text.slice(end);
    return text.slice(0, end);
  }

  /** Gives what was held back, because nothing follows. */
  flush(): string {
    const text = this.#held;
    this.#held = '';
    return text;
  }

  /** Where the stop text begins that is complete first; of those complete at once the longest. */
  #firstStop(text: string): number | undefined {
    let first: { begin: number; end: number } | undefined;
    for (const stopText of this.#stopTexts) {
      const begin = text.indexOf(stopText);
      if (begin < 0) continue;
      const end = begin + stopText.length;
      if (first === undefined || end < first.end || (end === first.end && begin < first.begin)) first = { begin, end };
    }
    return first?.begin;
  }

  /** How many code units at the end may belong to a stop text or to half a character. */
  #uncertainLength(text: string): number {
    let longest = isHighSurrogate(text.charCodeAt(text.length - 1)) ? 1 : 0;
    for (const stopText of this.#stopTexts) {
      for (let length = Math.min(stopText.length - 1, text.length); length > longest; length--) {
        if (text.endsWith(stopText.slice(0, length))) longest = length;
      }
    }
    return longest;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
