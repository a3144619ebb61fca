import type { Random } from '@refrain/core';
import type { Tokenizer } from '@refrain/tokenizers';

/** What is known of the lines that a run is trained on. */
export interface LineRecord {
  readonly count: number;
  /** Tokens of the longest, without its end. */
  readonly longest: number;
  /** What they begin with, and how many do. */
  readonly openings: readonly (readonly [character: string, count: number])[];
}

/** The lines of a text that has a line end behind each. */
export function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

/** The ids of each line and its end, at most `length` to read. */
export function lineRows(tokenizer: Tokenizer, text: string, length: number): Int32Array[] {
  const end = endId(tokenizer);
  return linesOf(text).map((line) => {
    const ids = tokenizer.encode(line, { special: 'as-text' });
    const row = new Int32Array(ids.length + 1);
    row.set(ids);
    row[ids.length] = end;
    return row.subarray(0, length + 1);
  });
}

/** What ends a line: the tokenizer's own token for that, or the character of a new line. */
export function endId(tokenizer: Tokenizer): number {
  return tokenizer.vocabulary.special.end ?? tokenizer.encode('\n')[0]!;
}

/** @param rows as {@link lineRows} gives them */
export function lineRecord(tokenizer: Tokenizer, rows: readonly Int32Array[]): LineRecord {
  const openings = new Map<string, number>();
  for (const row of rows) {
    const opening = tokenizer.decode(row.subarray(0, 1));
    openings.set(opening, (openings.get(opening) ?? 0) + 1);
  }
  const longest = rows.reduce((most, { length }) => Math.max(most, length - 1), 0);
  return { count: rows.length, longest, openings: [...openings].sort(([, one], [, other]) => other - one) };
}

/** A first character, as often one of them as lines begin with it. */
export function drawOpening({ openings, count }: LineRecord, random: Random): string {
  let left = random.integer(count);
  return openings.find(([, lines]) => (left -= lines) < 0)![0];
}
