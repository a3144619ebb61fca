import type { DecoderDescription } from '../decoders/description.js';
import { readCharsmap } from '../normalizers/charsmap.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import { compilePattern } from '../patterns/compile-pattern.js';
import type { PatternDescription } from '../patterns/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';
import { byType, flag, integer, list, malformed, object, oneOf, plainObject, text } from './fields.js';
import type { Reader } from './fields.js';

/** Readers of the parts of a pipeline, made when a tokenizer is first read. */
export interface ComponentReaders {
  readonly normalizer: Reader<NormalizerDescription>;
  readonly preTokenizer: Reader<PreTokenizerDescription>;
  readonly decoder: Reader<DecoderDescription>;
}

/** The readers of all parts. What is of type 'function' is never stored, hence not read. */
export function componentReaders(): ComponentReaders {
  const behavior = oneOf('removed', 'isolated', 'merged-with-previous', 'merged-with-next', 'contiguous');
  const metaspace = { replacement: text, prepend: oneOf('always', 'first', 'never') };
  return {
    normalizer: byType<NormalizerDescription>({
      nfc: {},
      nfd: {},
      nfkc: {},
      nfkd: {},
      lowercase: { letters: oneOf('all', 'ascii', 'in-context') },
      strip: { left: flag, right: flag },
      'strip-accents': {},
      replace: { pattern, content: text },
      prepend: { content: text },
      bert: { cleanText: flag, isolateChinese: flag, stripAccents: flag, lowercase: flag },
      'strip-tags': {},
      'collapse-spaces': {},
      precompiled: { charsmap },
    }),
    preTokenizer: byType<PreTokenizerDescription>({
      'byte-level': { addPrefixSpace: flag, pattern: oneOf('gpt2', 'none') },
      split: { pattern, behavior, invert: flag },
      whitespace: {},
      'whitespace-split': {},
      punctuation: { behavior },
      digits: { individual: flag },
      bert: {},
      metaspace: { ...metaspace, split: flag },
      'unicode-scripts': {},
      characters: {},
      'words-and-emoticons': {},
      'n-grams': { lengths: list(integer(1)), separator: text },
    }),
    decoder: byType<DecoderDescription>({
      'byte-level': {},
      join: { separator: text },
      'word-piece': { prefix: text, cleanup: flag },
      bpe: { suffix: text },
      metaspace,
      'byte-fallback': {},
      fuse: {},
      strip: { content: text, left: integer(0), right: integer(0) },
      replace: { pattern, content: text },
    }),
  };
}

const charsmap: Reader<string> = (value, path) => {
  if (readCharsmap(text(value, path)) === undefined) malformed(`${path} is no precompiled table of characters`);
  return value as string;
};

const pattern: Reader<PatternDescription> = (value, path) => {
  const fields = plainObject(value, path);
  if ('name' in fields) return object<PatternDescription>({ name: oneOf('gpt2', 'cl100k') })(value, path);
  if ('text' in fields) return object<PatternDescription>({ text })(value, path);
  const description = object<PatternDescription>({ regularExpression: text, flags: text })(value, path);
  try {
    compilePattern(description);
  } catch (cause) {
    malformed(`${path} can't be used: ${(cause as Error).message.replace(/\.$/, '')}`, undefined, cause);
  }
  return description;
};
