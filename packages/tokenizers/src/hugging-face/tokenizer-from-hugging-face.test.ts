import { decodeStream } from '../frame/streams.js';
import { tokenizerFromJSON } from '../tokenizer-from-json.js';
import type { Tokenizer } from '../tokenizer.js';
import { toHuggingFace } from './to-hugging-face.js';
import { tokenizerFromHuggingFace } from './tokenizer-from-hugging-face.js';
import stored from './tokenizer-from-hugging-face.golden.json';

interface Golden {
  readonly texts: readonly string[];
  readonly pairs: readonly (readonly string[])[];
  readonly batch: readonly string[];
  readonly tokenizers: readonly GoldenTokenizer[];
}

interface GoldenTokenizer {
  readonly name: string;
  /** Content of a tokenizer.json. */
  readonly tokenizer: string;
  readonly batch: { readonly ids: string[]; readonly mask: string[] };
  readonly pairs?: readonly { readonly ids: string; readonly offsets: string; readonly typeIds: string }[];
  /** Those of each text, with ` | ` between. */
  readonly ids: string;
  readonly offsets?: string;
  readonly texts?: readonly string[];
  /** Of the last texts. */
  readonly plainTexts: readonly string[];
}

const golden: Golden = stored;

/** The file without what would cut and fill up single texts. */
function uncut(tokenizer: string): unknown {
  return { ...JSON.parse(tokenizer), truncation: null, padding: null };
}

/** Special tokens in text are never refused by the library. */
const asLibrary = { special: 'encode' } as const;

describe.each(golden.tokenizers.map((tokenizer) => [tokenizer.name, tokenizer] as const))(
  "the library's tokenizer %s",
  (_, expected) => {
    const tokenizer = tokenizerFromHuggingFace(uncut(expected.tokenizer));
    const ids = expected.ids.split(' | ');
    const again = tokenizerFromHuggingFace(JSON.stringify(toHuggingFace(tokenizer)));

    it('encodes as there, and so does what is made of its export', () => {
      for (const [position, text] of golden.texts.entries()) {
        const named = [text, ids[position]];
        expect([text, line(tokenizer.encode(text, asLibrary))]).toEqual(named);
        expect([text, line(again.encode(text, asLibrary))]).toEqual(named);
      }
    });

    it('tells the places of tokens as there', () => {
      for (const [position, offsets] of (expected.offsets?.split(' | ') ?? []).entries()) {
        const text = golden.texts[position]!;
        const found = tokenizer.encodeWithOffsets(text, asLibrary).offsets;
        expect([text, line(found)]).toEqual([text, offsets]);
      }
    });

    it('is stored as any tokenizer', () => {
      const stored = tokenizerFromJSON(JSON.stringify(tokenizer));
      for (const text of golden.texts) {
        const found = stored.encodeWithOffsets(text, asLibrary);
        expect([text, found]).toEqual([text, tokenizer.encodeWithOffsets(text, asLibrary)]);
      }
    });

    it('encodes pairs as there', () => {
      for (const [position, encoding] of (expected.pairs ?? []).entries()) {
        const [text, pair] = golden.pairs[position] as [string, string];
        const cut = tokenizerFromHuggingFace(expected.tokenizer);
        const found = cut.encodeWithOffsets(text, { pair, ...asLibrary });
        expect([found.ids, found.offsets, found.typeIds].map(line)).toEqual([
          encoding.ids,
          encoding.offsets,
          encoding.typeIds,
        ]);
      }
    });

    it('cuts and fills up a batch as there', () => {
      const batch = tokenizerFromHuggingFace(expected.tokenizer).encodeBatch(golden.batch, asLibrary);
      const rows = Array.from({ length: batch.shape[0] }, (_, row) =>
        [batch.ids, batch.mask].map((all) => rowOf(all, row, batch.shape[1])),
      );
      const filled = JSON.parse(expected.tokenizer).padding !== null;
      // Without padding the library gives rows of different lengths.
      const kept = rows.map(([rowIds, rowMask]) =>
        filled ? rowIds! : rowIds!.filter((_, time) => rowMask![time] === 1),
      );
      expect(kept.map(line)).toEqual(expected.batch.ids);
      if (filled) expect(rows.map(([, rowMask]) => line(rowMask!))).toEqual(expected.batch.mask);
    });

    it('decodes as there, at once and as a stream', () => {
      for (const [position, text] of (expected.texts ?? []).entries()) {
        const row = numbers(ids[position]!);
        expect([row, tokenizer.decode(row)]).toEqual([row, text]);
        expect([row, streamed(tokenizer, row)]).toEqual([row, text]);
        expect([row, again.decode(row)]).toEqual([row, text]);
      }
      for (const [position, text] of expected.plainTexts.entries()) {
        const row = numbers(ids.at(position - expected.plainTexts.length)!);
        expect([row, tokenizer.decode(row, { special: 'skip' })]).toEqual([row, text]);
      }
    });
  },
);

function rowOf(values: Int32Array | Uint8Array, row: number, time: number): number[] {
  return Array.from(values.subarray(row * time, (row + 1) * time));
}

function line(values: ArrayLike<number>): string {
  return Array.from(values).join(' ');
}

function numbers(line: string): number[] {
  return line === '' ? [] : line.split(' ').map(Number);
}

function streamed(tokenizer: Tokenizer, ids: readonly number[]): string {
  const stream = decodeStream(tokenizer);
  return ids.map((id) => stream.push(id)).join('') + stream.flush();
}
