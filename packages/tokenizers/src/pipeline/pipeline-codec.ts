import { alignedText, slice } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';
import { unknownText } from '../codec.js';
import type { Codec, TextPlace } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import { normalizedTokens } from './normalized-tokens.js';
import { refuseSpecial } from '../frame/refuse-special.js';
import { createNormalizer } from '../normalizers/create-normalizer.js';
import { pieceVisitor } from '../pre-tokenizers/create-pre-tokenizer.js';
import { TokenSink } from '../token-sink.js';
import type { Vocabulary } from '../vocabulary.js';
import { certainLength } from './certain-length.js';
import { pieceEncoder } from './piece-encoder.js';
import { refuseUnknown } from './refuse-unknown.js';

/**
 * The codec that any description has: normalizers, added tokens that are looked for in normalized text, pre-tokenizers,
 * and the model for each piece.
 */
export function pipelineCodec(description: TokenizerDescription, vocabulary: Vocabulary): Codec {
  const normalize = createNormalizer(description);
  const forEachPiece = pieceVisitor(description);
  const encodePieces = pieceEncoder(description, vocabulary);
  const added = normalizedTokens(description, normalize);
  const asksWhereTextBegins = looksForTheBeginning(description);

  const normalized = (text: string, place: TextPlace, offsets: boolean): AlignedText =>
    normalize(alignedText(text, offsets || asksWhereTextBegins ? place.offset : undefined), place);

  const append = (text: string, place: TextPlace, sink: TokenSink): void => {
    const aligned = normalized(text, place, sink.offsets !== undefined);
    const receive = encodePieces(place.options, sink);
    let position = 0;
    const encodePart = (end: number): void => {
      if (position === end) return;
      const part = position === 0 && end === aligned.text.length ? aligned : slice(aligned, position, end);
      forEachPiece(part, { ...place, startsText: place.startsText && position === 0 }, receive);
    };
    for (const { token, start, end } of added.find(aligned.text, place)) {
      if (token.special && place.options.special === 'refuse') {
        const form = aligned.text.indexOf(added.formOf(token.id), start);
        const { starts } = normalized(text, place, true);
        refuseSpecial(description, text, { id: token.id, position: starts![form]! });
      }
      encodePart(start);
      sink.push(token.id, aligned.starts?.[start] ?? 0, aligned.ends?.[end - 1] ?? 0);
      position = end;
    }
    encodePart(aligned.text.length);
  };

  const certain = certainLength(description);
  return {
    encode(text, place, sink) {
      const first = sink.count;
      append(text, place, sink);
      if (place.options.replacement !== undefined) return;
      if (!sink.ids.subarray(first, sink.count).includes(unknownText)) return;
      sink.count = first;
      const tokens = new TokenSink({ capacity: text.length, offsets: true });
      append(text, place, tokens);
      refuseUnknown(text, place.offset, tokens);
    },
    ...(certain !== undefined && { certain }),
  };
}

/**
 * Whether a pre-tokenizer asks if a piece begins the text, and normalizers or other pre-tokenizers may have taken away
 * what stood before it: then places are kept even where nobody asks for offsets.
 */
function looksForTheBeginning({ normalizers, preTokenizers }: TokenizerDescription): boolean {
  const asking = preTokenizers.findIndex((one) => one.type === 'metaspace' && one.prepend === 'first');
  return asking > 0 || (asking === 0 && normalizers.length > 0);
}
