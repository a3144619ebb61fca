import { InvalidArgumentError, refuse } from '@refrain/core';
import type { FrameDescription, FrameParts } from '../frame/frame-parts.js';
import type { PieceSymbols } from './piece-symbols.js';
import type { TrainingProgress } from './progress.js';
import { trainMerges } from './train-merges.js';
import type { MergeOptions } from './train-merges.js';

/** How a vocabulary of merged tokens is learned; what the caller asked for, under the names of the caller's options. */
export interface LearnOptions extends Omit<MergeOptions, 'special' | 'onToken'> {
  readonly frame: FrameParts;
  /** Is told how many tokens there are, in the phase `merge`. */
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/** A vocabulary with its special tokens, and the merges that gave it. */
export interface LearnedTokens {
  readonly frame: FrameDescription;
  readonly merges: readonly (readonly [left: number, right: number])[];
}

/**
 * Learns a vocabulary of exactly the size asked for.
 *
 * @throws InvalidArgumentError if the size is smaller than what is there before the first merge, or larger than what the
 * text gives
 */
export function learnTokens(pieces: PieceSymbols, options: LearnOptions): LearnedTokens {
  const { frame, vocabularySize, onProgress } = options;
  const special = frame.forms;
  const { tokens, alphabetSize, merges } = trainMerges(pieces, {
    ...options,
    special,
    onToken: (done) => onProgress?.({ phase: 'merge', done, total: vocabularySize }),
  });
  if (alphabetSize > vocabularySize) {
    const count = special.length;
    refuse('vocabularySize', vocabularySize, {
      expected: `at least ${alphabetSize}, for an alphabet of ${alphabetSize - count} and ${count} special token${count === 1 ? '' : 's'}`,
      remedy: 'Ask for more tokens, or for a smaller alphabet.',
    });
  }
  if (tokens.length < vocabularySize) {
    const { minimumFrequency } = options;
    refuse('vocabularySize', vocabularySize, {
      expected: `at most ${tokens.length} for this text`,
      remedy:
        minimumFrequency > 1
          ? 'Train on more text, ask for fewer tokens, or lower minimumFrequency.'
          : 'Train on more text, or ask for fewer tokens.',
    });
  }
  // Special tokens came first; where the frame puts them is the frame's to say.
  const learned = tokens.slice(special.length);
  const specialStart = frame.firstLearnedId === 0 ? learned.length : 0;
  const idOf = (id: number): number =>
    id < special.length ? specialStart + id : frame.firstLearnedId + id - special.length;
  return {
    frame: frame.describe(learned),
    merges: merges.map(([left, right]) => [idOf(left), idOf(right)] as const),
  };
}

/** @throws InvalidArgumentError always: there is not a piece in the text */
export function refuseNoText(): never {
  throw new InvalidArgumentError({
    argument: 'text',
    value: '',
    message: 'text must hold at least one word outside of special tokens; received none. Give text to train on.',
  });
}
