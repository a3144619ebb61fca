import { loneSurrogate } from '../lone-surrogate.js';
import { doubleArray } from './double-array.js';
import type { DoubleArray } from './double-array.js';

/** Finds the tokens that begin at a place of a text, by UTF-16 code units. */
export interface PieceTrie extends DoubleArray {
  /** The code of each code unit in the trie; 0 for those in no token. */
  readonly codes: Uint16Array;
  /** The id of the token that ends at each node of the trie, or -1. */
  readonly values: Int32Array;
}

/**
 * The trie of the tokens that `ids` names. Tokens that are empty or hold half a character match nothing and are left out.
 *
 * @param tokens every token by id
 */
export function pieceTrie(tokens: readonly string[], ids: readonly number[]): PieceTrie {
  const byForm = new Map<string, number>();
  for (const id of ids) {
    const token = tokens[id]!;
    if (token !== '' && loneSurrogate(token) === -1) byForm.set(token, id);
  }
  const sorted = [...byForm.keys()].sort();
  const codes = unitCodes(sorted);
  const starts = new Int32Array(sorted.length + 1);
  for (const [key, token] of sorted.entries()) starts[key + 1] = starts[key]! + token.length;
  const keyCodes = new Uint16Array(starts[sorted.length]!);
  for (const [key, token] of sorted.entries()) {
    for (let at = 0; at < token.length; at++) keyCodes[starts[key]! + at] = codes[token.charCodeAt(at)]!;
  }
  const trie = doubleArray({ codes: keyCodes, starts });
  const values = trie.values.map((key) => (key < 0 ? key : byForm.get(sorted[key]!)!));
  return { ...trie, values, codes };
}

/** Small codes for frequent code units, so that the children of a node stand close together. */
function unitCodes(tokens: readonly string[]): Uint16Array {
  const counts = new Uint32Array(0x10000);
  const seen: number[] = [];
  for (const token of tokens) {
    for (let at = 0; at < token.length; at++) {
      const unit = token.charCodeAt(at);
      if (counts[unit]!++ === 0) seen.push(unit);
    }
  }
  const codes = new Uint16Array(0x10000);
  seen.sort((left, right) => counts[right]! - counts[left]! || left - right);
  for (const [rank, unit] of seen.entries()) codes[unit] = rank + 1;
  return codes;
}
