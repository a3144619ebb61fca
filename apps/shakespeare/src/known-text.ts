import type { Tokenizer } from '@refrain/tokenizers';
import { UsageError } from './errors.js';

/** How {@link knownText} treats unknown characters, and how it names the text. */
export interface KnownTextOptions {
  /** The option that the text came with, for error messages. */
  readonly option: '--prompt' | '--corpus';
  /** Whether unknown characters are replaced instead of refused. */
  readonly replaceUnknown: boolean;
}

/**
 * The text that a model can read for `text`: the text itself, or, with `replaceUnknown`, the text with each unknown
 * character as the nearest known one.
 *
 * @throws UsageError if the text is empty, or naming its unknown characters
 */
export function knownText(tokenizer: Tokenizer, text: string, { option, replaceUnknown }: KnownTextOptions): string {
  if (text === '') {
    throw new UsageError(`${option} must not be empty; received "". Give at least one character.`);
  }
  const unknown = [...new Set(text)].filter((character) => !isKnown(tokenizer, character));
  if (unknown.length === 0) return text;
  if (replaceUnknown) {
    const replacements = new Map(unknown.map((character) => [character, nearestKnown(tokenizer, character)]));
    return Array.from(text, (character) => replacements.get(character) ?? character).join('');
  }
  const named = unknown.slice(0, 8).map((character) => JSON.stringify(character));
  const more = unknown.length > named.length ? ` and ${unknown.length - named.length} more` : '';
  throw new UsageError(
    `${option} must hold only characters that the model knows; received ${named.join(', ')}${more}. ` +
      'Use another text, or give --replace-unknown to use the nearest known characters.',
  );
}

/** Whether a model can read every character of `text`. */
export function hasCharacters(tokenizer: Tokenizer, text: string): boolean {
  return [...new Set(text)].every((character) => isKnown(tokenizer, character));
}

/** A character that the model knows in place of one that it doesn't: the same letter plain, in the other case, a like sign, a space. */
function nearestKnown(tokenizer: Tokenizer, character: string): string {
  const plain = Array.from(character.normalize('NFKD'))[0]!;
  const letters = [plain, character.toLowerCase(), character.toUpperCase(), plain.toLowerCase(), plain.toUpperCase()];
  const signs = likeSigns.find(([pattern]) => pattern.test(character))?.[1] ?? '';
  const known = [...letters, ...signs, ' '].find((candidate) => isKnown(tokenizer, candidate));
  return known ?? tokenizer.vocabulary.tokens[0]!;
}

/** Signs of a kind, with what may stand for them, best first. */
const likeSigns: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′`´]/u, "'"],
  [/["“”„‟″«»]/u, '"\''],
  [/[\p{Pd}−_~]/u, '-'],
  [/\p{Ps}/u, '(['],
  [/\p{Pe}/u, ')]'],
  [/[!¡]/u, '!.'],
  [/[?¿]/u, '?.'],
  [/[…;:|·•]/u, '.;:,'],
  [/\s/u, ' \n'],
];

function isKnown(tokenizer: Tokenizer, character: string): boolean {
  try {
    return tokenizer.encode(character, { special: 'as-text' }).length === 1;
  } catch {
    return false;
  }
}
