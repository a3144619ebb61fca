import type { SplitBehavior } from './description.js';
import type { EmitRange } from './piece-stage.js';

/** Takes the parts of a text, from left to right and without gaps: matches of a pattern, and what is between them. */
export interface PartReceiver {
  part(start: number, end: number, isMatch: boolean): void;
  /** Called behind the last part. */
  finish(): void;
}

/** Makes pieces of parts. An empty piece can come out, where a pattern matches without a character. */
export const splitBehaviors: Readonly<Record<SplitBehavior, (emit: EmitRange) => PartReceiver>> = {
  removed: (emit) => ({
    part(start, end, isMatch) {
      if (!isMatch) emit(start, end);
    },
    finish() {},
  }),
  isolated: (emit) => ({ part: emit, finish() {} }),
  contiguous: (emit) => merging(emit, (isMatch, wasMatch) => isMatch === wasMatch),
  'merged-with-previous': (emit) => merging(emit, (isMatch, wasMatch) => isMatch && !wasMatch),
  // A match waits for the part behind it.
  'merged-with-next': (emit) => merging(emit, (isMatch, wasMatch) => !isMatch && wasMatch),
};

/** Joins a part to the one before it where `joins` says so. */
function merging(emit: EmitRange, joins: (isMatch: boolean, wasMatch: boolean) => boolean): PartReceiver {
  let first = -1;
  let last = -1;
  let wasMatch = false;
  return {
    part(start, end, isMatch) {
      if (first === -1) first = start;
      else if (!joins(isMatch, wasMatch)) {
        emit(first, last);
        first = start;
      }
      last = end;
      wasMatch = isMatch;
    },
    finish() {
      if (first !== -1) emit(first, last);
    },
  };
}
