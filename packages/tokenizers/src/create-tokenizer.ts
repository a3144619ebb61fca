import { refuse } from '@refrain/core';
import { createCodec } from './create-codec.js';
import type { TokenizerDescription } from './description.js';
import { assertText } from './frame/assert-text.js';
import { idDecoder } from './frame/decode-ids.js';
import type { IdDecoder } from './frame/decode-ids.js';
import { encodeBatch } from './frame/encode-batch.js';
import { encodeText, textEncoder } from './frame/encode-text.js';
import type { TextEncoder } from './frame/encode-text.js';
import { assemble, templateParts, truncate } from './frame/template.js';
import { textStream, wholeTextStream } from './frame/text-stream.js';
import { trimOffsets } from './frame/trim-offsets.js';
import { isLossless } from './lossless.js';
import { checkEncodeOptions } from './options.js';
import { describeAsJson } from './stored/describe-as-json.js';
import { TokenSink } from './token-sink.js';
import { internals } from './tokenizer.js';
import type { EncodeOptions, Encoding, EncodeStream, Tokenizer, TokenizerInternals } from './tokenizer.js';
import { createVocabulary } from './vocabulary.js';
import type { Vocabulary } from './vocabulary.js';

/** The tokenizer that a description describes. What comes from outside is checked before, not here. */
export function createTokenizer(description: TokenizerDescription): Tokenizer {
  const vocabulary = createVocabulary(description);
  return assembleTokenizer({
    description,
    vocabulary,
    encoder: textEncoder(description, createCodec(description, vocabulary)),
    decoder: idDecoder(description),
  });
}

/** What a tokenizer works with: all but the description is the same with another frame. */
interface TokenizerParts {
  readonly description: TokenizerDescription;
  readonly vocabulary: Vocabulary;
  readonly encoder: TextEncoder;
  readonly decoder: IdDecoder;
}

function assembleTokenizer(tokenizerParts: TokenizerParts): Tokenizer {
  const { description, vocabulary, encoder, decoder } = tokenizerParts;
  const { truncation } = description;

  const encode = (
    text: string,
    options: EncodeOptions,
    how: { readonly offsets: boolean; readonly truncation: TokenizerDescription['truncation'] },
  ): Encoding => {
    assertText(text);
    const checked = checkEncodeOptions(options, description, vocabulary);
    const parts = templateParts(description, { pair: checked.pair, usesTokens: checked.template });
    const texts = checked.pair === undefined ? [text] : [text, checked.pair];
    const sinks = texts.map((part) => {
      const sink = new TokenSink({ capacity: Math.ceil(part.length / 3), offsets: how.offsets });
      encodeText(encoder, part, { options: checked, sink });
      return sink;
    });
    const ranges = truncate(sinks, parts, how.truncation);
    if (how.offsets) trimOffsets(description, texts, ranges);
    return assemble(parts, ranges, how.offsets);
  };

  const encodeStream = (options: Omit<EncodeOptions, 'pair'> = {}): EncodeStream => {
    const checked = checkEncodeOptions(options, description, vocabulary);
    if (checked.pair !== undefined)
      refuse('pair', checked.pair, { expected: 'absent: a text in pieces has no second one' });
    if (truncation !== undefined) {
      return wholeTextStream((text) => encode(text, options, { offsets: false, truncation }).ids);
    }
    const parts = templateParts(description, { pair: undefined, usesTokens: checked.template });
    const place = parts.findIndex((part) => 'text' in part);
    const ids = parts.map((part) => ('id' in part ? part.id : -1));
    return textStream(encoder, checked, { before: ids.slice(0, place), behind: ids.slice(place + 1) });
  };

  return Object.freeze<Tokenizer>({
    vocabulary,
    lossless: isLossless(description, decoder),
    encode: (text, options = {}) => encode(text, options, { offsets: false, truncation }).ids,
    encodeWithOffsets: (text, options = {}) => encode(text, options, { offsets: true, truncation }),
    encodeBatch: (texts, options = {}) =>
      encodeBatch(
        description,
        (text, rowOptions, rowTruncation) => encode(text, rowOptions, { offsets: false, truncation: rowTruncation }),
        [texts, options],
      ),
    decode: (ids, options = {}) => decoder.decode(ids, options),
    toJSON: () => describeAsJson(description),
    [internals]: Object.freeze<TokenizerInternals>({
      description,
      encodeStream,
      decodeStream: (options = {}) => decoder.decodeStream(options),
      reframe({ template, truncation: cut, padding }) {
        const { template: _template, truncation: _truncation, padding: _padding, ...rest } = description;
        const framed = {
          ...rest,
          ...(template && { template }),
          ...(cut && { truncation: cut }),
          ...(padding && { padding }),
        };
        return assembleTokenizer({ ...tokenizerParts, description: framed });
      },
    }),
  });
}
