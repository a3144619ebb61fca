import { unknownText } from '../codec.js';
import type { PieceModel } from '../codec.js';
import type { TokenizerDescription } from '../description.js';
import type { TokenSink } from '../token-sink.js';
import type { UnigramSampling } from '../tokenizer.js';
import { lazily } from '../unicode/lazily.js';
import { bestCutter, characterWidth } from './best-cut.js';
import type { Cut } from './best-cut.js';
import { ChosenCuts } from './chosen-cuts.js';
import { lattice } from './lattice.js';
import type { Lattice } from './lattice.js';
import { nBestCuts } from './n-best-cuts.js';
import { pieceScores } from './piece-scores.js';
import type { PieceScores } from './piece-scores.js';
import { sampleCut } from './sample-cut.js';

/**
 * The unigram model: the most probable cut of each piece, or one drawn by its probability (Kudo, "Subword
 * Regularization", 2018). The same ids as SentencePiece's and Hugging Face's; an unknown character costs 10 nats more
 * than the worst token, and neighbouring unknown characters are one unknown text, or tokens of bytes with byte fallback.
 *
 * SentencePiece adds up scores in 32 bits, so that of cuts as good as each other it may take another one: seen in made-up
 * runs of one letter, and in none of 120,000 sentences.
 */
export function unigramModel(description: TokenizerDescription): PieceModel {
  const prepare = lazily(() => {
    const pieces = pieceScores(description);
    return { pieces, bestCut: bestCutter(pieces) };
  });
  return {
    encode(piece, sink, regularization) {
      if (piece === '') return;
      const { pieces, bestCut } = prepare();
      // The options of `encode` are checked for the kind of model.
      const sampling = regularization as UnigramSampling | undefined;
      pushCut(pieces, piece, { cut: sampling === undefined ? bestCut(piece) : drawCut(pieces, piece, sampling), sink });
    },
  };
}

function drawCut(pieces: PieceScores, piece: string, sampling: UnigramSampling): Cut {
  const graph = lattice(pieces, piece);
  const edges = drawEdges(graph, sampling);
  return { ids: Int32Array.from(edges, (edge) => graph.ids[edge]!), count: edges.length };
}

function drawEdges(graph: Lattice, sampling: UnigramSampling): readonly number[] {
  if (sampling instanceof ChosenCuts) return sampling.choose(graph);
  const { temperature, nBest, random } = sampling;
  if (nBest === undefined) return sampleCut(graph, temperature, random);
  return drawAmong(nBestCuts(graph, nBest), temperature, random);
}

function drawAmong(cuts: ReturnType<typeof nBestCuts>, temperature: number, random: UnigramSampling['random']) {
  const weights = cuts.map(({ loss }) => Math.exp(-loss / temperature));
  let rest = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = weights.findIndex((weight) => (rest -= weight) < 0);
  return cuts[drawn < 0 ? 0 : drawn]!.edges;
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
