import type { Codec } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';

/**
 * How much of a text has the same tokens whatever follows, for descriptions that cut before each space behind a letter,
 * digit or sign, and in which nothing looks across that place; for others undefined.
 */
export function certainLength(description: TokenizerDescription): Codec['certain'] | undefined {
  const { added, normalizers, preTokenizers } = description;
  const cutter = preTokenizers.findIndex(cutsAtSpaces);
  const isSafe =
    cutter !== -1 &&
    preTokenizers.slice(0, cutter).every(leavesSpaces) &&
    !preTokenizers.some(({ type }) => type === 'n-grams') &&
    normalizers.every(leavesWords) &&
    !added.some(({ normalized }) => normalized);
  if (!isSafe) return undefined;
  return (text, from) => {
    for (let position = text.length - 1; position >= Math.max(from, 1); position--) {
      if (text.charCodeAt(position) === 0x20 && isSolid(lastCharacter(text, position))) return position;
    }
    return 0;
  };
}

function lastCharacter(text: string, end: number): string {
  const pair = text.slice(Math.max(0, end - 2), end);
  return pair.codePointAt(0)! > 0xffff ? pair : pair.slice(-1);
}

/** Whether a character stays, and ends in no white space, whatever normalizers do. */
function isSolid(character: string): boolean {
  return (
    /[!-~\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nd}]/u.test(character) && !/\p{White_Space}/u.test(character.normalize('NFKD'))
  );
}

/** Whether what becomes of a text is, before and behind such a place, what becomes of its parts. */
function leavesWords({ type }: NormalizerDescription): boolean {
  return !['replace', 'strip-tags', 'function'].includes(type);
}

/** Whether such a place is always between two pieces. */
function cutsAtSpaces(description: PreTokenizerDescription): boolean {
  switch (description.type) {
    case 'whitespace':
    case 'whitespace-split':
    case 'bert':
    case 'characters':
      return true;
    case 'metaspace':
      return description.split;
    case 'byte-level':
      return description.pattern !== 'none';
    case 'split':
      return 'name' in description.pattern && description.behavior === (description.invert ? 'removed' : 'isolated');
    default:
      return false;
  }
}

/** Whether what is cut here doesn't depend on what stands across such a place. */
function leavesSpaces(description: PreTokenizerDescription): boolean {
  if (description.type === 'digits') return true;
  return description.type === 'punctuation' && !description.behavior.startsWith('merged');
}
