import { mergeLong, windowLength } from '../byte-pair/merge-long.js';
import { MergeTable } from '../byte-pair/merge-table.js';
import { SymbolMerger } from '../byte-pair/symbol-merger.js';
import type { BytePairModelDescription } from '../description.js';
import type { PieceScanner } from '../patterns/piece-scanners.js';
import type { TokenSink } from '../token-sink.js';
import type { BytePairDropout } from '../tokenizer.js';
import type { Vocabulary } from '../vocabulary.js';
import { byteCharacters } from './byte-alphabet.js';
import { PieceCache, unknownPiece } from './piece-cache.js';
import type { PieceRange } from './piece-cache.js';
import { Utf8Text } from './utf8-text.js';

/** Cuts the pieces of {@link text} into tokens, without offsets. */
export class PieceEncoder {
  readonly text = new Utf8Text();
  readonly #model: BytePairModelDescription;
  readonly #vocabulary: Vocabulary;
  readonly #bytes: Int32Array;
  readonly #cache = new PieceCache();
  #merger: SymbolMerger | undefined;

  /** @param bytes the id of each byte */
  constructor(model: BytePairModelDescription, vocabulary: Vocabulary, bytes: Int32Array) {
    this.#model = model;
    this.#vocabulary = vocabulary;
    this.#bytes = bytes;
  }

  /** Appends the tokens of the whole text, cut into pieces by `scan`. */
  encodeScanned(scan: PieceScanner, sink: TokenSink, dropout: BytePairDropout | undefined): void {
    const { text } = this;
    text.classify();
    const { classes, length } = text;
    for (let start = 0; start < length;) {
      const end = scan(classes, start);
      if (dropout !== undefined) this.#drop({ start, length: end - start }, sink, dropout);
      else this.#encode(start, end - start, sink);
      start = end;
    }
  }

  /** Appends the tokens of the whole text as one piece. */
  encodeWhole(sink: TokenSink, dropout: BytePairDropout | undefined): void {
    const { length } = this.text;
    if (dropout !== undefined) this.#drop({ start: 0, length }, sink, dropout);
    else this.#encode(0, length, sink);
  }

  #encode(start: number, length: number, sink: TokenSink): void {
    const value = this.#cache.find(this.text, start, length);
    if (value >= 0) return sink.push(value, 0, 0);
    if (value === unknownPiece) return this.#encodeNew({ start, length }, sink);
    this.#cache.pushList(value, sink);
  }

  #encodeNew(range: PieceRange, sink: TokenSink): void {
    if (this.#model.ignoreMerges === true) {
      const whole = this.#vocabulary.idOf(this.#visible(range));
      if (whole !== undefined) return sink.push(whole, 0, 0);
    }
    const merger = this.#mergerForUse();
    if (range.length > windowLength) {
      const copy = (target: Int32Array, { start, end }: { start: number; end: number }): void =>
        this.#copy(target, { start: range.start + start, length: end - start });
      return mergeLong(merger, { length: range.length, copy }, (id) => sink.push(id, 0, 0));
    }
    merger.reserve(range.length);
    this.#copy(merger.ids, range);
    const count = merger.merge(range.length);
    for (let token = 0; token < count; token++) sink.push(merger.ids[token]!, 0, 0);
    this.#cache.add(this.text, range, { ids: merger.ids, count });
  }

  /** Each time other tokens, so that nothing is kept. */
  #drop(range: PieceRange, sink: TokenSink, dropout: BytePairDropout): void {
    if (dropout.dropout === 0) return this.#encode(range.start, range.length, sink);
    const merger = this.#mergerForUse();
    merger.reserve(range.length);
    this.#copy(merger.ids, range);
    const count = merger.merge(range.length, dropout);
    for (let token = 0; token < count; token++) sink.push(merger.ids[token]!, 0, 0);
  }

  #copy(target: Int32Array, { start, length }: PieceRange): void {
    const { bytes } = this.text;
    for (let place = 0; place < length; place++) target[place] = this.#bytes[bytes[start + place]!]!;
  }

  #visible({ start, length }: PieceRange): string {
    const characters = byteCharacters();
    return Array.from(this.text.bytes.subarray(start, start + length), (byte) => characters[byte]).join('');
  }

  #mergerForUse(): SymbolMerger {
    return (this.#merger ??= new SymbolMerger(new MergeTable(this.#model, this.#vocabulary)));
  }
}
