import { assertKnownOptions, assertPositiveInteger, assertPositiveNumber, InvalidArgumentError } from '@refrain/core';
import { unknownText } from '../codec.js';
import type { PieceModel } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { TokenSink } from '../token-sink.js';
import type { BytePairDropout, UnigramSampling } from '../tokenizer.js';
import { bestCutter, characterWidth } from './best-cut.js';
import type { Cut } from './best-cut.js';
import { lattice } from './lattice.js';
import { nBestCuts } from './n-best-cuts.js';
import { pieceScores } from './piece-scores.js';
import type { PieceScores } from './piece-scores.js';
import { sampleCut } from './sample-cut.js';

/** Longer pieces are seldom seen twice. */
const longestRemembered = 48;
/** So many pieces are remembered before all are forgotten. */
const mostRemembered = 20_000;

/**
 * The unigram model: the most probable cut of each piece, or one drawn by its probability (Kudo, "Subword
 * Regularization", 2018). The same ids as SentencePiece's and Hugging Face's; an unknown character costs 10 nats more
 * than the worst token, and neighbouring unknown characters are one unknown text, or tokens of bytes with byte fallback.
 */
export function unigramModel(description: TokenizerDescription): PieceModel {
  const prepare = once(() => {
    const pieces = pieceScores(description);
    return { pieces, cut: bestCutter(pieces), remembered: new Map<string, Cut>() };
  });
  return {
    encode(piece, sink, regularization) {
      if (piece === '') return;
      const { pieces, cut, remembered } = prepare();
      if (regularization !== undefined)
        return pushCut(pieces, piece, { cut: drawCut(pieces, piece, regularization), sink });
      let found = remembered.get(piece);
      if (found === undefined) {
        found = cut(piece);
        if (piece.length <= longestRemembered) {
          if (remembered.size >= mostRemembered) remembered.clear();
          remembered.set(piece, { ids: found.ids.slice(0, found.count), count: found.count });
        }
      }
      pushCut(pieces, piece, { cut: found, sink });
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function drawCut(pieces: PieceScores, piece: string, regularization: BytePairDropout | UnigramSampling): Cut {
  const { temperature, nBest, random } = checkedSampling(regularization);
  const graph = lattice(pieces, piece);
  const edges =
    nBest === undefined
      ? sampleCut(graph, temperature, random)
      : drawAmong(nBestCuts(graph, nBest), temperature, random);
  return { ids: Int32Array.from(edges, (edge) => graph.ids[edge]!), count: edges.length };
}

function drawAmong(cuts: ReturnType<typeof nBestCuts>, temperature: number, random: UnigramSampling['random']) {
  const weights = cuts.map(({ loss }) => Math.exp(-loss / temperature));
  let rest = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = weights.findIndex((weight) => (rest -= weight) < 0);
  return cuts[drawn < 0 ? 0 : drawn]!.edges;
}

function checkedSampling(regularization: BytePairDropout | UnigramSampling): UnigramSampling {
  if ('dropout' in regularization) {
    throw new InvalidArgumentError({
      argument: 'regularization',
      value: regularization,
      message:
        'regularization of a unigram tokenizer must be { temperature, random }; received { dropout }, which is for ' +
        'byte-pair tokenizers.',
    });
  }
  assertKnownOptions('regularization', regularization, ['temperature', 'nBest', 'random']);
  const { temperature, nBest } = regularization;
  assertPositiveNumber('regularization.temperature', temperature, 'Without regularization the best cut is taken.');
  if (nBest !== undefined) assertPositiveInteger('regularization.nBest', nBest);
  return regularization;
}

/** Appends a cut to `sink`, with what stands in for unknown characters. */
function pushCut(pieces: PieceScores, piece: string, { cut, sink }: { cut: Cut; sink: TokenSink }): void {
  const { ids, count } = cut;
  let start = 0;
  for (let token = 0; token < count; token++) {
    const id = ids[token]!;
    if (id !== unknownText) {
      sink.push(id, start, (start += pieces.lengths[id]!));
      continue;
    }
    let end = start + characterWidth(piece, start);
    for (; token + 1 < count && ids[token + 1] === unknownText; token++) end += characterWidth(piece, end);
    if (!pushBytes(pieces, piece, { start, end, sink })) sink.push(unknownText, start, end);
    start = end;
  }
}

/** Appends the tokens of the bytes of an unknown text; false, and nothing is done, if one of them has no token. */
function pushBytes(
  { bytes }: PieceScores,
  piece: string,
  { start, end, sink }: { start: number; end: number; sink: TokenSink },
): boolean {
  if (bytes === undefined) return false;
  const encoder = new TextEncoder();
  for (const byte of encoder.encode(piece.slice(start, end))) if (bytes[byte] === -1) return false;
  for (let at = start; at < end;) {
    const behind = at + characterWidth(piece, at);
    for (const byte of encoder.encode(piece.slice(at, behind))) sink.push(bytes[byte]!, at, behind);
    at = behind;
  }
  return true;
}
