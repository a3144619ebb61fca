import { describeValue, InvalidArgumentError } from '@refrain/core';
import { unknownText } from '../codec.js';
import type { TokenSink } from '../token-sink.js';

/** So many unknown texts are named. */
const named = 5;

/**
 * Refuses text that has no token, and names it.
 *
 * @param text where it stands, from `offset` of what the caller knows as the text
 * @param tokens those of `text`, with offsets and with {@link unknownText} for what has none
 * @throws InvalidArgumentError always
 */
export function refuseUnknown(text: string, offset: number, { ids, offsets, count }: TokenSink): never {
  const places = new Map<string, number>();
  for (let token = 0; token < count; token++) {
    if (ids[token] !== unknownText) continue;
    const [start, end] = [offsets![2 * token]!, offsets![2 * token + 1]!];
    const unknown = text.slice(start - offset, end - offset);
    if (!places.has(unknown)) places.set(unknown, start);
  }
  const shown = [...places].slice(0, named).map(([unknown, start]) => `${describeValue(unknown)} at position ${start}`);
  const more = places.size > named ? ` and ${places.size - named} more` : '';
  throw new InvalidArgumentError({
    argument: 'text',
    value: text,
    message:
      `text must hold only what the vocabulary has tokens for; received ${shown.join(', ')}${more}. ` +
      'Train on text that has it, give the tokenizer an unknown token, or encode with replaceUnknown.',
  });
}
