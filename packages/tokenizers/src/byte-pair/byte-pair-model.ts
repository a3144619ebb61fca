import type { PieceModel } from '../codec.js';
import type { BytePairModelDescription, TokenizerDescription } from '../description.js';
import type { TokenSink } from '../token-sink.js';
import type { BytePairDropout } from '../tokenizer.js';
import type { Vocabulary } from '../vocabulary.js';
import { mergeLong, windowLength } from './merge-long.js';
import { MergeTable } from './merge-table.js';
import { symbolReader } from './piece-symbols.js';
import { SymbolMerger } from './symbol-merger.js';

/**
 * Byte-pair encoding of a piece, character by character (Sennrich et al., "Neural Machine Translation of Rare Words with
 * Subword Units", 2016): ids as Hugging Face's model of that name, dropout as Provilkov et al., 2020.
 */
export function bytePairModel(description: TokenizerDescription, vocabulary: Vocabulary): PieceModel {
  const model = description.model as BytePairModelDescription;
  // Tokens that are found before all else are none of the model's.
  const added = new Set(description.added.map(({ id }) => id));
  // The table of merges is made when there is something to merge.
  let merge: PieceMerge | undefined;

  return {
    encode(piece, sink, regularization) {
      if (piece === '') return;
      merge ??= pieceMerge(model, vocabulary);
      const dropout = regularization as BytePairDropout | undefined;
      if (dropout !== undefined && dropout.dropout > 0) return merge(piece, sink, dropout);
      const whole = model.ignoreMerges === true ? vocabulary.idOf(piece) : undefined;
      if (whole !== undefined && !added.has(whole)) return sink.push(whole, 0, piece.length);
      merge(piece, sink, undefined);
    },
  };
}

type PieceMerge = (piece: string, sink: TokenSink, dropout: BytePairDropout | undefined) => void;

function pieceMerge(model: BytePairModelDescription, vocabulary: Vocabulary): PieceMerge {
  const merger = new SymbolMerger(new MergeTable(model, vocabulary));
  const symbolsOf = symbolReader(model, vocabulary);

  return (piece, sink, dropout) => {
    const { ids, starts, ends } = symbolsOf(piece);
    const push = (id: number, first: number, end: number): void => sink.push(id, starts[first]!, ends[end - 1]!);
    const copy = (target: Int32Array, { start, end }: { start: number; end: number }): void => {
      for (let place = start; place < end; place++) target[place - start] = ids[place]!;
    };
    if (ids.length > windowLength && dropout === undefined) {
      return mergeLong(merger, { length: ids.length, copy }, push);
    }
    merger.reserve(ids.length);
    copy(merger.ids, { start: 0, end: ids.length });
    const count = merger.merge(ids.length, dropout);
    for (let token = 0; token < count; token++) {
      push(merger.ids[token]!, merger.starts[token]!, merger.starts[token + 1]!);
    }
  };
}
