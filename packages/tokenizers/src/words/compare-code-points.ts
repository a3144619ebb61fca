import { isSurrogate } from '../characters.js';

/** Orders two texts by their code points, which is the order of their UTF-8 bytes: below 0 if `left` comes first. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let position = 0; position < length; position++) {
    const first = left.charCodeAt(position);
    const second = right.charCodeAt(position);
    if (first === second) continue;
    // Surrogates are halves of code points above all single code units.
    if (isSurrogate(first) !== isSurrogate(second)) return isSurrogate(first) ? 1 : -1;
    return first - second;
  }
  return left.length - right.length;
}
