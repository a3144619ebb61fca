import type { TokenizerDescription } from '../description.js';
import { tokenJoiner } from '../join-tokens.js';
import { compilePattern } from '../patterns/compile-pattern.js';
import { matchesOf } from '../patterns/matches-of.js';
import type { DecodeStream } from '../tokenizer.js';
import { alignedText, replaceRanges } from '../aligned-text.js';
import { byteFallback } from './byte-fallback.js';
import { byteLevel, byteLevelText } from './byte-level.js';
import { eachToken } from './decoder-step.js';
import type { DecoderStep, ReceiveText, TokenDecoder } from './decoder-step.js';
import type { DecoderDescription } from './description.js';
import { endOfWord } from './end-of-word.js';
import { fusedText } from './fused-text.js';
import { stripCharacters } from './strip-characters.js';
import { wordPiece } from './word-piece.js';

/** Makes text of ids, all of which must be ids of the vocabulary. */
export interface Decoder {
  decode(ids: ArrayLike<number>): string;
  stream(): DecodeStream;
}

/** The decoders of a description as one. What a stream gives is what decoding at once gives. */
export function createDecoder({ decoders, tokens }: Pick<TokenizerDescription, 'decoders' | 'tokens'>): Decoder {
  const chain = chained(decoders);
  const stream = (): DecodeStream => {
    let text = '';
    const first = chain((part) => (text += part));
    const taken = (): string => {
      const part = text;
      text = '';
      return part;
    };
    return {
      push(id) {
        first.push(tokens[id]!);
        return taken();
      },
      flush() {
        first.flush();
        return taken();
      },
    };
  };
  return { decode: fastDecode(decoders, tokens) ?? decodeThrough(chain, tokens), stream };
}

/** The decoding of whole texts where it needs no step from token to token. */
function fastDecode(decoders: readonly DecoderDescription[], tokens: readonly string[]): Decoder['decode'] | undefined {
  if (decoders.length === 0) return tokenJoiner(tokens);
  if (decoders.length === 1 && decoders[0]!.type === 'byte-level') return byteLevelText(tokens);
  return undefined;
}

function decodeThrough(chain: TokenDecoder, tokens: readonly string[]): Decoder['decode'] {
  return (ids) => {
    const parts: string[] = [];
    const first = chain((part) => parts.push(part));
    for (let position = 0; position < ids.length; position++) first.push(tokens[ids[position]!]!);
    first.flush();
    return parts.join('');
  };
}

/** The decoders one behind another. */
function chained(decoders: readonly DecoderDescription[]): TokenDecoder {
  const fusing = decoders.findIndex(({ type }) => type === 'fuse' || type === 'byte-level');
  const makers = decoders.map((description, index) => {
    const decoder = oneDecoder(description);
    return fusing !== -1 && index > fusing ? fusedText(description, decoder) : decoder;
  });
  return (receive) => {
    let next: DecoderStep = { push: receive, flush() {} };
    for (const make of [...makers].reverse()) next = before(make, next);
    return next;
  };
}

/** A step in front of `next`. */
function before(make: TokenDecoder, next: DecoderStep): DecoderStep {
  const step = make(next.push);
  return {
    push: step.push,
    flush() {
      step.flush();
      next.flush();
    },
  };
}

function oneDecoder(description: DecoderDescription): TokenDecoder {
  switch (description.type) {
    case 'byte-level':
      return byteLevel;
    case 'join':
      return eachToken((token, isFirst) => (isFirst ? token : description.separator + token));
    case 'word-piece':
      return wordPiece(description);
    case 'bpe':
      return endOfWord(description);
    case 'metaspace':
      return metaspace(description);
    case 'byte-fallback':
      return byteFallback();
    case 'fuse':
      return (next: ReceiveText) => ({ push: next, flush() {} });
    case 'strip':
      return eachToken((token) => stripCharacters(token, description));
    case 'replace':
      return replace(description);
  }
}

/** Visible spaces become spaces, but not those of the first token if one was put in front of the text. */
function metaspace({ replacement, prepend }: Extract<DecoderDescription, { type: 'metaspace' }>): TokenDecoder {
  return eachToken((token, isFirst) => token.replaceAll(replacement, isFirst && prepend !== 'never' ? '' : ' '));
}

function replace({ pattern, content }: Extract<DecoderDescription, { type: 'replace' }>): TokenDecoder {
  const compiled = compilePattern(pattern);
  return eachToken(
    (token) => replaceRanges(alignedText(token, undefined), matchesOf(compiled, token), () => content).text,
  );
}
