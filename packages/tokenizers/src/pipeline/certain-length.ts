import type { Codec } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { soughtNormalized } from '../frame/sought-normalized.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import type { PatternDescription } from '../patterns/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';

/**
 * How much of a text has the same tokens whatever follows, for descriptions that cut before each space behind a letter,
 * digit or sign, and in which nothing looks across that place; for others undefined.
 */
export function certainLength(description: TokenizerDescription): Codec['certain'] | undefined {
  const { normalizers, preTokenizers } = description;
  const cutter = preTokenizers.findIndex(cutsAtSpaces);
  const isSafe =
    cutter !== -1 &&
    preTokenizers.slice(0, cutter).every(leavesSpaces) &&
    !preTokenizers.some(({ type }) => type === 'n-grams') &&
    normalizers.every(
      (one) => local.includes(one.type) || (takesOutSpaces(preTokenizers[cutter]!) && replacesCharacters(one)),
    ) &&
    soughtNormalized(description).length === 0;
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

/** The normalizers that make of a text, before and behind such a place, what they make of its parts. */
const local: readonly NormalizerDescription['type'][] = [
  'nfc',
  'nfd',
  'nfkc',
  'nfkd',
  'lowercase',
  'strip',
  'strip-accents',
  'prepend',
  'bert',
  'collapse-spaces',
];

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
      if (!('name' in description.pattern)) return takesOutSpaces(description);
      return description.behavior === (description.invert ? 'removed' : 'isolated');
    default:
      return false;
  }
}

/** Whether each space is taken out or a piece, and pieces are the same whatever stands on the other side of it. */
function takesOutSpaces(description: PreTokenizerDescription): boolean {
  if (description.type === 'characters') return true;
  if (description.type !== 'split' || description.invert || description.behavior !== 'removed') return false;
  const { pattern } = description;
  return 'text' in pattern ? pattern.text === ' ' : matchesCharacters(pattern, (expression) => expression.test(' '));
}

/** Whether characters other than the space are replaced, whatever their neighbours. */
function replacesCharacters(description: NormalizerDescription): boolean {
  if (description.type !== 'replace') return false;
  return matchesCharacters(description.pattern, (expression) => !expression.test(' '));
}

/** Whether `pattern` is a class of characters, or runs of it, of which `test` is true. */
function matchesCharacters(pattern: PatternDescription, test: (expression: RegExp) => boolean): boolean {
  if (!('regularExpression' in pattern) || pattern.flags !== 'u') return false;
  if (!/^\[(?:[^[\]\\]|\\.)*\]\+?$/su.test(pattern.regularExpression)) return false;
  return test(new RegExp(pattern.regularExpression, 'u'));
}

/** Whether what is cut here doesn't depend on what stands across such a place. */
function leavesSpaces(description: PreTokenizerDescription): boolean {
  if (description.type === 'digits') return true;
  return description.type === 'punctuation' && !description.behavior.startsWith('merged');
}
