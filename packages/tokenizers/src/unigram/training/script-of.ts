import { anyScript, scriptOf } from '../../unicode/scripts.js';

/** The number of what joins any script. */
export { anyScript };

/**
 * The script that a character is written in, by number, as far as pieces may not mix them. Kana go with the Chinese
 * characters; digits, punctuation and signs are one script; marks join what they stand on.
 */
export function pieceScript(codePoint: number): number {
  return /\p{Script=Inherited}/u.test(String.fromCodePoint(codePoint)) ? anyScript : scriptOf()(codePoint);
}
