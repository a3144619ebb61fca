import { unknownText } from '../codec.js';
import type { PieceModel } from '../codec.js';
import type { TokenizerDescription, WordPieceModelDescription } from '../description.js';
import { root } from '../unigram/double-array.js';
import { pieceTrie } from '../unigram/piece-trie.js';
import type { PieceTrie } from '../unigram/piece-trie.js';
import { lazily } from '../unicode/lazily.js';

/**
 * Cuts a piece into the longest token that it begins with, then the longest that the rest begins with, and so on: the
 * greedy longest match of BERT (Devlin et al., 2019). A piece for which that fails is unknown as a whole, and so is one
 * of too many characters. Added tokens are not found: they are looked for before.
 */
export function wordPieceModel(description: TokenizerDescription): PieceModel {
  const { continuingPrefix, maximumCharacters } = description.model as WordPieceModelDescription;
  const prepare = lazily(() => {
    const added = new Set(description.added.map(({ id }) => id));
    const trie = pieceTrie(
      description.tokens,
      [...description.tokens.keys()].filter((id) => !added.has(id)),
    );
    return { trie, continuation: descend(trie, continuingPrefix) };
  });
  return {
    encode(piece, sink) {
      if (piece === '') return;
      const first = sink.count;
      const { trie, continuation } = prepare();
      let position = hasMoreCharacters(piece, maximumCharacters) ? -1 : 0;
      while (position >= 0 && position < piece.length) {
        const node = position === 0 ? root : continuation;
        const found = node < 0 ? none : longestMatch(trie, piece, { node, start: position });
        if (found.id >= 0) sink.push(found.id, position, found.end);
        position = found.id < 0 ? -1 : found.end;
      }
      if (position >= 0) return;
      sink.count = first;
      sink.push(unknownText, 0, piece.length);
    },
  };
}

interface Match {
  readonly id: number;
  readonly end: number;
}

const none: Match = { id: -1, end: -1 };

/** The longest token whose rest behind `node` is what `piece` has from `start` on. */
function longestMatch(
  { base, check, codes, values }: PieceTrie,
  piece: string,
  { node, start }: { readonly node: number; readonly start: number },
): Match {
  let [id, end, present] = [-1, -1, node];
  for (let position = start; position < piece.length; position++) {
    const code = codes[piece.charCodeAt(position)]!;
    const next = base[present]! + code;
    if (code === 0 || check[next] !== present) break;
    present = next;
    if (values[present]! >= 0) [id, end] = [values[present]!, position + 1];
  }
  return { id, end };
}

/** The node to which `text` leads, or -1. */
function descend({ base, check, codes }: PieceTrie, text: string): number {
  let node = root;
  for (let position = 0; position < text.length; position++) {
    const code = codes[text.charCodeAt(position)]!;
    const next = base[node]! + code;
    if (code === 0 || check[next] !== node) return -1;
    node = next;
  }
  return node;
}

function hasMoreCharacters(piece: string, count: number): boolean {
  if (piece.length <= count) return false;
  return piece.length > 2 * count || [...piece].length > count;
}
