import type { AlignedText } from '../aligned-text.js';
import { leaveOut, unknownText } from '../codec.js';
import type { CheckedEncodeOptions } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { ReceivePiece } from '../pre-tokenizers/piece-stage.js';
import { TokenSink } from '../token-sink.js';
import type { Vocabulary } from '../vocabulary.js';
import { longestRemembered, PieceMemory } from './piece-memory.js';
import { pieceModel } from './piece-model.js';

/** Gives what takes pieces and appends their tokens to a sink; where nothing stands in for it, unknown text stays -1. */
export type PieceEncoder = (options: CheckedEncodeOptions, sink: TokenSink) => ReceivePiece;

/** Cuts pieces by the model of a description; those that it has cut before it remembers. */
export function pieceEncoder(description: TokenizerDescription, vocabulary: Vocabulary): PieceEncoder {
  const model = pieceModel(description, vocabulary);
  const oneLookUp = description.model.type === 'word' || description.model.type === 'character';
  const fresh = new TokenSink({ capacity: 64, offsets: true });
  let memory: PieceMemory | undefined;

  return ({ regularization, replacement = unknownText }, sink) => {
    const push = pushTo(sink, replacement);
    if (oneLookUp || regularization !== undefined) {
      return (source, start, end) => {
        fresh.clear();
        model.encode(source.text.slice(start, end), fresh, regularization);
        push(fresh, { first: 0, count: fresh.count }, { source, start });
      };
    }
    const known = (memory ??= new PieceMemory());
    return (source, start, end) => {
      const isRemembered = end - start <= longestRemembered;
      if (isRemembered && known.find(source.text, start, end)) return push(known, known, { source, start });
      const piece = source.text.slice(start, end);
      fresh.clear();
      model.encode(piece, fresh, undefined);
      if (isRemembered) known.add(piece, fresh);
      push(fresh, { first: 0, count: fresh.count }, { source, start });
    };
  };
}

/** Ids and offsets of tokens in their piece. */
interface PieceTokens {
  readonly ids: Int32Array;
  readonly offsets: Int32Array | undefined;
}

/** Appends tokens of a piece that stands at `start` of `source` to `sink`. */
function pushTo(sink: TokenSink, replacement: number) {
  return (
    { ids, offsets }: PieceTokens,
    { first, count }: { readonly first: number; readonly count: number },
    { source, start }: { readonly source: AlignedText; readonly start: number },
  ): void => {
    sink.reserve(count);
    for (let token = first; token < first + count; token++) {
      const found = ids[token]!;
      const id = found === unknownText ? replacement : found;
      if (id === leaveOut) continue;
      if (sink.offsets === undefined) {
        sink.ids[sink.count++] = id;
        continue;
      }
      const from = start + offsets![2 * token]!;
      const last = Math.max(from, start + offsets![2 * token + 1]! - 1);
      sink.push(id, source.starts![from]!, source.ends![last]!);
    }
  };
}
