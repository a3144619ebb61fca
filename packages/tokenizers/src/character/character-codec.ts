import { InvalidArgumentError } from '@refrain/core';
import { describeCharacter } from '../characters.js';
import { leaveOut } from '../codec.js';
import type { Codec } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { TokenSink } from '../token-sink.js';
import { lowercasing, withFinalSigmas } from './lowercasing.js';

const absent = -1;

/** Whether a description is one that {@link characterCodec} takes: code points, perhaps lower-cased. */
export function isCharacterDescription({ model, normalizers, preTokenizers }: TokenizerDescription): boolean {
  return (
    model.type === 'character' &&
    preTokenizers.length === 0 &&
    normalizers.every(({ type }) => type === 'lowercase') &&
    normalizers.length <= 1
  );
}

/** Cuts text into code points. But for sigmas in context, each is a token whatever stands beside it. */
export function characterCodec(description: TokenizerDescription): Codec {
  const normalizer = description.normalizers.find(({ type }) => type === 'lowercase');
  const letters = normalizer?.type === 'lowercase' ? normalizer.letters : undefined;
  const lowercase = lowercasing(letters);
  const added = new Set(description.added.map(({ id }) => id));
  const characters = new Map<number, number>();
  for (const [id, token] of description.tokens.entries()) {
    if (!added.has(id)) characters.set(token.codePointAt(0)!, id);
  }
  // The id of each code unit that is a character by itself, once it has been met.
  const direct = new Int32Array(0x10000).fill(absent);

  const idOf = (unit: number): number => {
    const parts = lowercase(unit);
    return parts.length === 1 ? (characters.get(parts[0]!) ?? absent) : absent;
  };

  const refuseUnknown = (text: string, offset: number): never => {
    const first = new Map<number, number>();
    let position = offset;
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      if (!first.has(codePoint) && !lowercase(codePoint).every((part) => characters.has(part))) {
        first.set(codePoint, position);
      }
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

  /** Appends what one character becomes; false if part of it is unknown and nothing stands in for it. */
  const append = (
    codePoint: number,
    sink: TokenSink,
    { start, replacement }: { start: number; replacement: number | undefined },
  ): boolean => {
    const end = start + (codePoint > 0xffff ? 2 : 1);
    for (const part of lowercase(codePoint)) {
      const id = characters.get(part) ?? replacement;
      if (id === undefined) return false;
      if (id !== leaveOut) sink.push(id, start, end);
    }
    return true;
  };

  return {
    encode(given, { offset, options }, sink) {
      const text = letters === 'in-context' ? withFinalSigmas(given) : given;
      sink.reserve(text.length);
      let { ids, offsets, count } = sink;
      for (let position = 0; position < text.length; position++) {
        const unit = text.charCodeAt(position);
        const id = direct[unit]!;
        const start = offset + position;
        if (id !== absent) {
          ids[count] = id;
          if (offsets !== undefined) {
            offsets[2 * count] = start;
            offsets[2 * count + 1] = start + 1;
          }
          count++;
          continue;
        }
        sink.count = count;
        const codePoint = text.codePointAt(position)!;
        if (!append(codePoint, sink, { start, replacement: options.replacement })) refuseUnknown(text, offset);
        // A character may become two tokens.
        sink.reserve(text.length - position);
        ({ ids, offsets, count } = sink);
        if (codePoint > 0xffff) position++;
        else direct[unit] = idOf(unit);
      }
      sink.count = count;
    },
    // A space is no part of a word on either side of it.
    certain: (text) =>
      letters === 'in-context' ? Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n')) + 1 : text.length,
  };
}
