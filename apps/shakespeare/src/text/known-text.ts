import { UsageError } from '@refrain/app-kit';
import type { Tokenizer } from '@refrain/tokenizers';
import type { TokenizerKind } from '../presets/hyper-parameters.js';

/** Which tokenizers may not know a text; in a corpus unknown words are expected, and counted. */
const refusing = { '--prompt': ['char', 'word'], '--corpus': ['char'], '--reviews': ['char'] } as const;

/** @throws UsageError if `--replace-unknown` was given for a tokenizer that reads every text */
export function assertReplaceable(tokenizer: TokenizerKind, { option, replaceUnknown }: KnownTextOptions): void {
  if (!replaceUnknown || (refusing[option] as readonly string[]).includes(tokenizer)) return;
  throw new UsageError(
    `--replace-unknown is for texts that a model can't read as they are; received it for one with the tokenizer ${tokenizer}, which reads every ${option.slice(2)}. Leave it out.`,
  );
}

/** How {@link knownText} treats unknown characters, and how it names the text. */
export interface KnownTextOptions {
  /** The option that the text came with, for error messages. */
  readonly option: keyof typeof refusing;
  /** Whether unknown characters are replaced, and unknown words taken as they are, instead of refused. */
  readonly replaceUnknown: boolean;
}

/**
 * The text that a model can read for `text`: the text itself, or, with `replaceUnknown`, the text with each unknown
 * character as the nearest known one. Unknown words can't be replaced by like ones: they are read as unknown.
 *
 * @throws UsageError if the text is empty, or naming the characters or words of it that are unknown
 */
export function knownText(tokenizer: Tokenizer, text: string, { option, replaceUnknown }: KnownTextOptions): string {
  if (text === '') {
    throw new UsageError(`${option} must not be empty; received "". Give at least one character.`);
  }
  const words = unknownWords(tokenizer, text);
  if (words.length > 0 && !replaceUnknown) {
    throw new UsageError(
      `${option} must hold only words that the model knows; received ${listed(words)}. ` +
        'Use another text, or give --replace-unknown to read them as unknown words.',
    );
  }
  const unknown = unknownCharacters(tokenizer, text);
  if (unknown.length === 0) return text;
  if (replaceUnknown) {
    const replacements = new Map(unknown.map((character) => [character, nearestKnown(tokenizer, character)]));
    return Array.from(text, (character) => replacements.get(character) ?? character).join('');
  }
  throw new UsageError(
    `${option} must hold only characters that the model knows; received ${listed(unknown)}. ` +
      'Use another text, or give --replace-unknown to use the nearest known characters.',
  );
}

/** Whether a model can read all of `text`. */
export function isKnownText(tokenizer: Tokenizer, text: string): boolean {
  return unknownCharacters(tokenizer, text).length === 0 && unknownWords(tokenizer, text).length === 0;
}

/** Each character once that the tokenizer refuses; none where it knows all, or has a token for unknown text. */
function unknownCharacters(tokenizer: Tokenizer, text: string): string[] {
  return [...new Set(text)].filter((character) => !isKnown(tokenizer, character) && !endsLine(tokenizer, character));
}

/** Each piece of `text` once that the tokenizer reads as its token for unknown text. */
function unknownWords({ vocabulary, encodeWithOffsets }: Tokenizer, text: string): string[] {
  if (vocabulary.special.unknown === undefined) return [];
  const { ids, offsets } = encodeWithOffsets(text, { special: 'as-text' });
  const words = Array.from(ids, (id, token) =>
    id === vocabulary.special.unknown ? text.slice(offsets[2 * token], offsets[2 * token + 1]) : '',
  );
  return [...new Set(words)].filter((word) => word !== '');
}

/** The first few in quotes, and how many more there are. */
function listed(unknown: readonly string[]): string {
  const named = unknown.slice(0, 8).map((text) => JSON.stringify(text));
  const more = unknown.length > named.length ? ` and ${unknown.length - named.length} more` : '';
  return named.join(', ') + more;
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

/** Whether it is what a tokenizer with a token for a line's end never reads. */
function endsLine({ vocabulary }: Tokenizer, character: string): boolean {
  return character === '\n' && vocabulary.special.end !== undefined;
}

function isKnown(tokenizer: Tokenizer, character: string): boolean {
  try {
    tokenizer.encode(character, { special: 'as-text' });
    return true;
  } catch {
    return false;
  }
}
