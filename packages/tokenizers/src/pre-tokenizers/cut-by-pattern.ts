import { compilePattern } from '../patterns/compile-pattern.js';
import { matchesOf } from '../patterns/matches-of.js';
import type { PreTokenizerDescription } from './description.js';
import type { Cutter } from './piece-stage.js';
import { splitBehaviors } from './split-behavior.js';

/** Cuts at the matches of a pattern. */
export function cutByPattern({
  pattern,
  behavior,
  invert,
}: Omit<Extract<PreTokenizerDescription, { type: 'split' }>, 'type'>): Cutter {
  const compiled = compilePattern(pattern);
  return (text, { start, end }, emit) => {
    // What a pattern says of an end or a beginning is said of the piece.
    const piece = start === 0 && end === text.length ? text : text.slice(start, end);
    const receiver = splitBehaviors[behavior]((first, last) => emit(start + first, start + last));
    let position = 0;
    for (const [first, last] of matchesOf(compiled, piece)) {
      if (position < first) receiver.part(position, first, invert);
      receiver.part(first, last, !invert);
      position = last;
    }
    if (position < piece.length) receiver.part(position, piece.length, invert);
    receiver.finish();
  };
}
