import type { PieceCounter } from '../../training/piece-counter.js';

/**
 * What pieces are learned from: stretches of text that no piece crosses, each once, as codes of characters.
 */
export interface Segments {
  /** Codes from 1 on; 0 stands behind each segment. */
  readonly codes: Int32Array;
  /** Where each segment starts in `codes`, and at last the length of `codes`, `[segments + 1]`. */
  readonly starts: Int32Array;
  /** How often each occurs. */
  readonly counts: Float64Array;
}

/** The segments that `counter` holds as text, in the codes that `codeOf` gives for code points. */
export function encodeSegments(counter: PieceCounter, codeOf: ReadonlyMap<number, number>): Segments {
  const starts = new Int32Array(counter.size + 1);
  const codes = new Int32Array(counter.ends[counter.size - 1]! + counter.size);
  let write = 0;
  for (let segment = 0; segment < counter.size; segment++) {
    starts[segment] = write;
    for (const character of counter.text(segment)) codes[write++] = codeOf.get(character.codePointAt(0)!)!;
    codes[write++] = 0;
  }
  starts[counter.size] = write;
  return { codes: codes.subarray(0, write), starts, counts: counter.counts.slice(0, counter.size) };
}
