import { InvalidArgumentError } from '@refrain/core';
import { describeCharacter, lowercaseCodePoint } from './characters.js';
import { leaveOut } from './options.js';
import type { CheckedEncodeOptions } from './options.js';
import type { Vocabulary } from './vocabulary.js';

const absent = -1;

/**
 * The function that encodes text without special tokens; `offset` is where it begins in what the caller knows as the text.
 */
export function characterEncoder(vocabulary: Vocabulary, lowercase: boolean) {
  const special = new Set(Object.values(vocabulary.special));
  const characters = new Map<number, number>();
  for (const [id, token] of vocabulary.tokens.entries()) {
    if (!special.has(id)) characters.set(token.codePointAt(0)!, id);
  }
  // The id of each code unit that is a character by itself; upper-case letters join when they are first met.
  const direct = new Int32Array(0x10000).fill(absent);

  const find = (codePoint: number): number => {
    const id = characters.get(lowercase ? lowercaseCodePoint(codePoint)[0]! : codePoint) ?? absent;
    if (codePoint < 0x10000) direct[codePoint] = id;
    return id;
  };

  const refuseUnknown = (text: string, offset: number): never => {
    const first = new Map<number, number>();
    let position = offset;
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      const parts = lowercase ? lowercaseCodePoint(codePoint) : [codePoint];
      if (!first.has(codePoint) && !parts.every((part) => characters.has(part))) first.set(codePoint, position);
      position += character.length;
    }
    const named = [...first].slice(0, 5).map(([point, place]) => `${describeCharacter(point)} at position ${place}`);
    const more = first.size > 5 ? ` and ${first.size - 5} more` : '';
    throw new InvalidArgumentError({
      argument: 'text',
      value: text,
      message:
        `text must hold only characters of the vocabulary; received ${named.join(', ')}${more}. ` +
        'Train on text that has them, give the tokenizer an unknown token, or encode with replaceUnknown.',
    });
  };

  return (text: string, offset: number, { replacement }: CheckedEncodeOptions): Int32Array => {
    // U+0130 is the only character whose lower-case form has two code points.
    const folded = lowercase && text.includes('\u0130') ? text.replaceAll('\u0130', 'i\u0307') : text;
    const ids = new Int32Array(folded.length);
    let count = 0;
    for (let position = 0; position < folded.length; position++) {
      let id = direct[folded.charCodeAt(position)]!;
      if (id === absent) {
        const codePoint = folded.codePointAt(position)!;
        if (codePoint > 0xffff) position++;
        id = find(codePoint);
        if (id === absent) {
          if (replacement === undefined) return refuseUnknown(text, offset);
          if (replacement === leaveOut) continue;
          id = replacement;
        }
      }
      ids[count++] = id;
    }
    return count === ids.length ? ids : ids.slice(0, count);
  };
}
