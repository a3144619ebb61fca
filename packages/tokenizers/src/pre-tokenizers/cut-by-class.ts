import type { CharacterClass } from '../unicode/character-class.js';
import type { SplitBehavior } from './description.js';
import type { Cutter } from './piece-stage.js';
import { splitBehaviors } from './split-behavior.js';

/** Cuts at the characters of a class, each of them a match by itself. */
export function cutByClass(classOf: () => CharacterClass, behavior: SplitBehavior): Cutter {
  return (text, { start, end }, emit) => {
    const isMatch = classOf();
    const receiver = splitBehaviors[behavior](emit);
    let first = start;
    for (let position = start; position < end;) {
      const codePoint = text.codePointAt(position)!;
      const next = position + (codePoint > 0xffff ? 2 : 1);
      if (isMatch(codePoint)) {
        if (first < position) receiver.part(first, position, false);
        receiver.part(position, next, true);
        first = next;
      }
      position = next;
    }
    if (first < end) receiver.part(first, end, false);
    receiver.finish();
  };
}
