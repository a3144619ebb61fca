import { CharacterKinds } from '../unicode/character-class.js';
import { punctuationMark, whiteSpace, wordCharacter } from '../unicode/classes.js';
import { lazily } from '../unicode/lazily.js';
import type { Cutter } from './piece-stage.js';

/** Belongs to no piece. */
const leftOut = 1;
/** Is a piece by itself. */
const alone = 2;
/** From here on, neighbours of one kind are one piece. */
const joined = 3;

/** Cuts into runs of characters of one kind. */
function cutByKind(kindsOf: () => CharacterKinds): Cutter {
  return (text, { start, end }, emit) => {
    const kinds = kindsOf();
    const { units } = kinds;
    let first = start;
    let kind = leftOut;
    for (let position = start; position < end; position++) {
      const from = position;
      let present = units[text.charCodeAt(position)]!;
      if (present === 0) {
        const codePoint = text.codePointAt(position)!;
        present = kinds.of(codePoint);
        if (codePoint > 0xffff) position++;
      }
      if (present === kind && present !== alone) continue;
      if (kind !== leftOut) emit(first, from);
      first = from;
      kind = present;
    }
    if (kind !== leftOut) emit(first, end);
  };
}

/** Takes white space out. */
export const cutAtWhiteSpace: Cutter = cutByKind(
  lazily(() => {
    const isWhiteSpace = whiteSpace();
    return new CharacterKinds((codePoint) => (isWhiteSpace(codePoint) ? leftOut : joined));
  }),
);

/** Runs of `\w` and runs of what is neither `\w` nor white space. */
export const cutIntoWords: Cutter = cutByKind(
  lazily(() => {
    const [isWhiteSpace, isWord] = [whiteSpace(), wordCharacter()];
    return new CharacterKinds((codePoint) => {
      if (isWord(codePoint)) return joined;
      return isWhiteSpace(codePoint) ? leftOut : joined + 1;
    });
  }),
);

/** Takes white space out and makes each punctuation mark a piece. */
export const cutAsBert: Cutter = cutByKind(
  lazily(() => {
    const [isWhiteSpace, isMark] = [whiteSpace(), punctuationMark()];
    return new CharacterKinds((codePoint) => {
      if (isWhiteSpace(codePoint)) return leftOut;
      return isMark(codePoint) ? alone : joined;
    });
  }),
);

/** Makes each code point a piece. */
export const cutIntoCharacters: Cutter = cutByKind(lazily(() => new CharacterKinds(() => alone)));
