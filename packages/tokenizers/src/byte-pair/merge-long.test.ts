import { Random } from '@refrain/core';
import { createVocabulary } from '../vocabulary.js';
import { mergeLong } from './merge-long.js';
import { MergeTable } from './merge-table.js';
import { SymbolMerger } from './symbol-merger.js';

/** Letters a, b, …, and merges of these and of what they give, drawn at random; of odd seeds in any order. */
function randomTable(seed: number, { letters, merges }: { letters: number; merges: number }): MergeTable {
  const random = new Random(seed);
  const tokens = Array.from({ length: letters }, (_, letter) => String.fromCharCode(97 + letter));
  const pairs: [number, number][] = [];
  while (pairs.length < merges) {
    const pair: [number, number] = [random.integer(tokens.length), random.integer(tokens.length)];
    const token = tokens[pair[0]]! + tokens[pair[1]]!;
    if (token.length > 12 || tokens.includes(token)) continue;
    tokens.push(token);
    pairs.push(pair);
  }
  if (seed % 2 === 1) {
    const keys = new Map(pairs.map((pair) => [pair, random.uniform()]));
    pairs.sort((left, right) => keys.get(left)! - keys.get(right)!);
  }
  return new MergeTable({ type: 'bpe', merges: pairs }, createVocabulary({ tokens, added: [], roles: {} }));
}

function mergeWhole(table: MergeTable, symbols: readonly number[]) {
  const merger = new SymbolMerger(table);
  merger.reserve(symbols.length);
  merger.ids.set(symbols);
  const count = merger.merge(symbols.length);
  return [...merger.ids.subarray(0, count)].map((id, token) => [id, merger.starts[token], merger.starts[token + 1]]);
}

function mergeInWindows(table: MergeTable, symbols: readonly number[]) {
  const tokens: (readonly [number, number, number])[] = [];
  const copy = (target: Int32Array, { start, end }: { start: number; end: number }) =>
    target.set(symbols.slice(start, end));
  mergeLong(new SymbolMerger(table), { length: symbols.length, copy }, (...token) => tokens.push(token));
  return tokens;
}

describe('merging a long piece in windows', () => {
  it.each(Array.from({ length: 24 }, (_, seed) => seed))('gives what merging it whole gives (seed %d)', (seed) => {
    const random = new Random(seed + 100);
    const letters = 1 + random.integer(4);
    const table = randomTable(seed, { letters, merges: 1 + random.integer(letters === 1 ? 6 : 60) });
    const length = 1000 + random.integer(3000);
    const symbols = Array.from({ length }, () => random.integer(letters));
    expect(mergeInWindows(table, symbols).join(' ')).toBe(mergeWhole(table, symbols).join(' '));
  });

  it('lengthens a window that has no place to end', () => {
    // a doubles up to 8,192 letters, so that no window of 1,024 has two tokens that stay apart.
    const merges = Array.from({ length: 13 }, (_, rank): [number, number] => [rank, rank]);
    const tokens = Array.from({ length: 14 }, (_, rank) => 'a'.repeat(2 ** rank));
    const vocabulary = createVocabulary({ tokens, added: [], roles: {} });
    const table = new MergeTable({ type: 'bpe', merges }, vocabulary);
    const symbols = new Array<number>(20_000).fill(0);
    expect(mergeInWindows(table, symbols).join(' ')).toBe(mergeWhole(table, symbols).join(' '));
  });
});
