import type { SymbolMerger } from './symbol-merger.js';

/** Symbols that are merged at a time; a piece that is not longer needs no windows. */
export const windowLength = 128;

/** A piece as symbols, each of them an id. */
export interface Symbols {
  readonly length: number;
  /** Writes the symbols from `start` to before `end` to the beginning of `target`. */
  copy(target: Int32Array, range: { readonly start: number; readonly end: number }): void;
}

/**
 * Merges a piece of any length in windows, so that memory doesn't grow with the piece: calls `emit` with each token and
 * the symbols it stands for. The tokens are those of one merge over the whole piece.
 *
 * That is so because a merge across a place depends on nothing but the two tokens that would meet there: if these two,
 * merged by themselves, stay two, then so they do in any piece. (The pairs on either side are merged in the same order
 * with and without the rest of the piece.) So a window may end between two tokens that stay apart from each other.
 */
export function mergeLong(
  merger: SymbolMerger,
  symbols: Symbols,
  emit: (id: number, start: number, end: number) => void,
): void {
  let length = windowLength;
  let window = mergeWindow(merger, symbols, { start: 0, end: Math.min(length, symbols.length) });
  while (window.end < symbols.length) {
    const next = findNext(merger, symbols, window);
    if (next === undefined) {
      length *= 2;
      const { start } = window;
      window = mergeWindow(merger, symbols, { start, end: Math.min(start + length, symbols.length) });
      continue;
    }
    emitTokens(window, next.cut, emit);
    window = next.window;
    length = windowLength;
  }
  emitTokens(window, window.ids.length, emit);
}

/** Part of a piece and its tokens. */
interface Window {
  readonly start: number;
  readonly end: number;
  readonly ids: Int32Array;
  /** Where each token begins, and behind the last where that ends, counted from the start of the window. */
  readonly starts: Int32Array;
}

function mergeWindow(merger: SymbolMerger, symbols: Symbols, { start, end }: { start: number; end: number }): Window {
  merger.reserve(end - start);
  symbols.copy(merger.ids, { start, end });
  const count = merger.merge(end - start);
  return { start, end, ids: merger.ids.slice(0, count), starts: merger.starts.slice(0, count + 1) };
}

/** How many places are tried; beyond that a longer window is likelier to help. */
const attempts = 8;

/** The window behind the first `cut` tokens of `window`, if there is a cut where the tokens on its sides stay apart. */
function findNext(merger: SymbolMerger, symbols: Symbols, window: Window): { cut: number; window: Window } | undefined {
  // Near its end a window's tokens are not what they will be in the whole piece.
  const last = window.ids.length - 1 - (window.ids.length >> 3);
  for (let cut = last; cut >= 1 && cut > last - attempts; cut--) {
    const start = window.start + window.starts[cut]!;
    const next = mergeWindow(merger, symbols, { start, end: Math.min(start + windowLength, symbols.length) });
    const pair = { start: window.start + window.starts[cut - 1]!, end: start + next.starts[1]! };
    if (mergeWindow(merger, symbols, pair).starts[1] === start - pair.start) return { cut, window: next };
  }
  return undefined;
}

function emitTokens({ start, ids, starts }: Window, count: number, emit: Parameters<typeof mergeLong>[2]): void {
  for (let token = 0; token < count; token++) emit(ids[token]!, start + starts[token]!, start + starts[token + 1]!);
}
