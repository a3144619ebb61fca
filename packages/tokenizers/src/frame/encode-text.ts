import type { CheckedEncodeOptions, Codec } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { assertWholeCharacters } from '../lone-surrogate.js';
import type { TokenSink } from '../token-sink.js';
import { addedTokenFinder } from './added-token-finder.js';
import type { AddedTokenFinder } from './added-token-finder.js';
import { refuseSpecial } from './refuse-special.js';
import { soughtNormalized } from './sought-normalized.js';

/** What turns text into tokens, without the template: added tokens, and the codec for what is between them. */
export interface TextEncoder {
  readonly description: TokenizerDescription;
  readonly codec: Codec;
  readonly finder: AddedTokenFinder;
}

/** The {@link TextEncoder} of a description. Added tokens that are looked for in normalized text are left to the codec. */
export function textEncoder(description: TokenizerDescription, codec: Codec): TextEncoder {
  const later = soughtNormalized(description);
  const added = description.added.filter((token) => !later.includes(token));
  return { description, codec, finder: addedTokenFinder(added.map((token) => [description.tokens[token.id]!, token])) };
}

/** Appends the tokens of a whole text to `sink`, without the template. */
export function encodeText(encoder: TextEncoder, text: string, { options, sink }: EncodeTarget): void {
  const { codec, finder, description } = encoder;
  assertCharacters(description, text, 0);
  let position = 0;
  const encodeStretch = (end: number): void => {
    if (end === position) return;
    const stretch = position === 0 && end === text.length ? text : text.slice(position, end);
    const place = { offset: position, startsText: position === 0, startsStretch: true, endsStretch: true, options };
    codec.encode(stretch, place, sink);
  };
  const { matches } = finder.scan({ text, from: 0, final: true, ignoresSpecial: options.special === 'as-text' });
  for (const { token, start, end } of matches) {
    if (token.special && options.special === 'refuse') {
      refuseSpecial(description, text, { id: token.id, position: text.indexOf(description.tokens[token.id]!, start) });
    }
    encodeStretch(start);
    sink.push(token.id, start, end);
    position = end;
  }
  encodeStretch(text.length);
}

/** How a text is to be encoded, and where its tokens go. */
export interface EncodeTarget {
  readonly options: CheckedEncodeOptions;
  readonly sink: TokenSink;
}

/** Refuses half characters, except for characters as tokens, where they are unknown tokens. */
export function assertCharacters(description: TokenizerDescription, text: string, offset: number): void {
  if (description.model.type !== 'character') assertWholeCharacters(text, offset);
}
