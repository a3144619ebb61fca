import type { Tokenizer } from '@refrain/tokenizers';
import { UsageError } from './errors.js';

/**
 * The text that a model can read for `prompt`: the prompt itself, or, with `replaceUnknown`, the prompt with each
 * unknown character as the nearest known one.
 *
 * @throws UsageError naming the unknown characters
 */
export function knownPrompt(tokenizer: Tokenizer, prompt: string, options: { replaceUnknown: boolean }): string {
  if (prompt === '') {
    throw new UsageError(
      '--prompt must not be empty; received "". Give at least one character, or leave the option out.',
    );
  }
  const known = new Set(Array.from(prompt).filter((character) => isKnown(tokenizer, character)));
  const unknown = [...new Set(prompt)].filter((character) => !known.has(character));
  if (unknown.length === 0) return prompt;
  if (options.replaceUnknown) {
    return Array.from(prompt, (character) =>
      known.has(character) ? character : nearestKnown(tokenizer, character),
    ).join('');
  }
  const named = unknown.slice(0, 8).map((character) => JSON.stringify(character));
  const more = unknown.length > named.length ? ` and ${unknown.length - named.length} more` : '';
  throw new UsageError(
    `--prompt must hold only characters that the model knows; received ${named.join(', ')}${more}. ` +
      'Change the prompt, or give --replace-unknown to use the nearest known characters.',
  );
}

/** A character that the model knows in place of one that it doesn't: the same letter plain, in the other case, a like sign, a space. */
function nearestKnown(tokenizer: Tokenizer, character: string): string {
  const plain = Array.from(character.normalize('NFKD'))[0]!;
  const candidates = [
    plain,
    character.toLowerCase(),
    character.toUpperCase(),
    plain.toLowerCase(),
    plain.toUpperCase(),
  ];
  const sign = signs.find(([pattern]) => pattern.test(character))?.[1];
  return (
    [...candidates, ...Array.from(sign ?? ''), ' '].find((candidate) => isKnown(tokenizer, candidate)) ??
    tokenizer.vocabulary.tokens[0]!
  );
}

const signs: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′`´]/u, "'"],
  [/["“”„‟″«»]/u, '"\''],
  [/[\p{Pd}−_~]/u, '-'],
  [/[\p{Ps}]/u, '(['],
  [/[\p{Pe}]/u, ')]'],
  [/[!¡]/u, '!.'],
  [/[?¿]/u, '?.'],
  [/[…;:|·•]/u, '.;:,'],
  [/\s/u, ' \n'],
];

function isKnown(tokenizer: Tokenizer, character: string): boolean {
  try {
    return tokenizer.encode(character, { special: 'as-text' }).length > 0;
  } catch {
    return false;
  }
}
