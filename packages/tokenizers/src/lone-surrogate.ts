import { InvalidArgumentError } from '@refrain/core';
import { describeCharacter } from './characters.js';

/** Where in `text` the first half of a surrogate pair stands alone, or -1. */
export function loneSurrogate(text: string): number {
  // The engine's own check, where there is one, looks at machine words.
  const { isWellFormed } = text as { isWellFormed?: () => boolean };
  if (isWellFormed?.call(text)) return -1;
  return text.search(/\p{Surrogate}/u);
}

/**
 * Refuses text with half a character: no byte of UTF-8 stands for it.
 *
 * @param offset where `text` begins in what the caller knows as the text, in code units
 * @throws InvalidArgumentError with the position of the first one
 */
export function assertWholeCharacters(text: string, offset = 0): void {
  const position = loneSurrogate(text);
  if (position === -1) return;
  throw new InvalidArgumentError({
    argument: 'text',
    value: text,
    message:
      `text must hold whole characters; received ${describeCharacter(text.charCodeAt(position))} ` +
      `at position ${offset + position}. Cut texts between code points, and decode files as UTF-8.`,
  });
}
