import type { AlignedText } from '../aligned-text.js';
import type { StretchPlace } from '../normalizers/normalizer.js';

/** Takes a piece: what stands in `source` from `start` to before `end`. Pieces that are cut and not changed share their source. */
export type ReceivePiece = (source: AlignedText, start: number, end: number) => void;

/** One pre-tokenizer at work on one text. */
export interface PieceStage {
  readonly receive: ReceivePiece;
  /** Called behind the last piece. */
  readonly finish?: () => void;
}

/** A pre-tokenizer: gives its pieces to `next`, none of them empty. */
export type PreTokenizer = (next: ReceivePiece, place: StretchPlace) => PieceStage;

/** A way to cut text without changing it: calls `emit` for the pieces of a part of `text`, in order. */
export type Cutter = (text: string, part: TextPart, emit: EmitRange) => void;

/** From `start` to before `end`, in code units. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** Takes the place of a piece. */
export type EmitRange = (start: number, end: number) => void;

/** The pre-tokenizer that cuts as `cut` does. */
export function cutting(cut: Cutter): PreTokenizer {
  return (next) => {
    let source: AlignedText | undefined;
    const emit: EmitRange = (start, end) => {
      if (start < end) next(source!, start, end);
    };
    return {
      receive(piece, start, end) {
        source = piece;
        cut(piece.text, { start, end }, emit);
      },
    };
  };
}
