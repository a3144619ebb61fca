import { InvalidArgumentError, refuse } from '@refrain/core';
import { characterEncoder } from './character-encoder.js';
import { isHighSurrogate } from './characters.js';
import { joinTokens } from './join-tokens.js';
import { checkEncodeOptions, tokenWriter } from './options.js';
import type { CheckedEncodeOptions } from './options.js';
import { specialForms } from './special-forms.js';
import type { SpecialMatch } from './special-forms.js';
import type { Tokenizer } from './tokenizer.js';
import { createVocabulary } from './vocabulary.js';
import type { SpecialRole } from './vocabulary.js';

/** What a character tokenizer is made of. */
export interface CharTokenizerParts {
  /** Special tokens and single characters, in the order of their ids. */
  readonly tokens: readonly string[];
  readonly special: Readonly<Partial<Record<SpecialRole, number>>>;
  readonly lowercase: boolean;
}

/** A tokenizer whose ordinary tokens are single code points. */
export function createCharTokenizer({ tokens, special, lowercase }: CharTokenizerParts): Tokenizer {
  const vocabulary = createVocabulary(tokens, special);
  const forms = specialForms(vocabulary);
  const encodeCharacters = characterEncoder(vocabulary, lowercase);

  /** Encodes `text`, which begins at `offset` of what the caller knows as the text. */
  function encodeAt(text: string, offset: number, options: CheckedEncodeOptions): Int32Array {
    const matches = options.special === 'as-text' ? [] : forms.find(text);
    if (matches.length === 0) return encodeCharacters(text, offset, options);
    if (options.special === 'refuse') refuseSpecial(text, matches[0]!, offset);
    const parts: ArrayLike<number>[] = [];
    let position = 0;
    for (const { id, start, end } of matches) {
      parts.push(encodeCharacters(text.slice(position, start), offset + position, options), [id]);
      position = end;
    }
    parts.push(encodeCharacters(text.slice(position), offset + position, options));
    return concatenate(parts);
  }

  return Object.freeze<Tokenizer>({
    vocabulary,
    lossless: !lowercase && special.unknown === undefined,
    encode(text, options = {}) {
      assertText(text);
      return encodeAt(text, 0, checkEncodeOptions(options, vocabulary));
    },
    decode(ids, options = {}) {
      return joinTokens(ids, tokenWriter(vocabulary, options));
    },
    encodeStream(options = {}) {
      const checked = checkEncodeOptions(options, vocabulary);
      let waiting = '';
      let offset = 0;
      const release = (text: string, length: number): Int32Array => {
        const ids = encodeAt(text.slice(0, length), offset, checked);
        waiting = text.slice(length);
        offset += length;
        return ids;
      };
      return {
        push(piece) {
          assertText(piece);
          const text = waiting + piece;
          const certain = checked.special === 'as-text' ? text.length : forms.certain(text);
          return release(text, isHighSurrogate(text.charCodeAt(certain - 1)) ? certain - 1 : certain);
        },
        flush() {
          const ids = release(waiting, waiting.length);
          offset = 0;
          return ids;
        },
      };
    },
    decodeStream(options = {}) {
      const push = tokenWriter(vocabulary, options);
      return { push, flush: () => '' };
    },
    toJSON: () => ({
      format: 'refrain-tokenizer',
      version: 1,
      kind: 'character',
      lowercase,
      special: vocabulary.special as Record<string, number>,
      tokens: vocabulary.tokens,
    }),
  });
}

function refuseSpecial(text: string, { role, start, end }: SpecialMatch, offset: number): never {
  throw new InvalidArgumentError({
    argument: 'text',
    value: text,
    message:
      `text must not hold the written form of a special token; received ${JSON.stringify(text.slice(start, end))} ` +
      `(${role}) at position ${offset + start}. To encode it as that token pass special: 'encode', ` +
      "as plain characters special: 'as-text'.",
  });
}

function assertText(text: unknown): asserts text is string {
  if (typeof text !== 'string') refuse('text', text, { expected: 'a string' });
}

function concatenate(parts: readonly ArrayLike<number>[]): Int32Array {
  const ids = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    ids.set(part, position);
    position += part.length;
  }
  return ids;
}
