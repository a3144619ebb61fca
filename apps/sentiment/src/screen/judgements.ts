import pc from 'picocolors';
import { isPositive } from '../evaluation.js';

/** What a text is taken for, and how probably it is positive: `positive  0.987`. */
export function judgement(probability: number): string {
  const word = isPositive(probability) ? pc.green('positive') : pc.red('negative');
  return `${word}  ${probability.toFixed(3)}`;
}

/** The words of a text, each with the probability behind it, coloured by what it is taken for there. */
export function runningLine(pieces: readonly string[], probabilities: ArrayLike<number>): string {
  return pieces
    .map((piece, place) => {
      const probability = probabilities[place]!;
      const colour = isPositive(probability) ? pc.green : pc.red;
      return `${colour(piece.trim())} ${pc.dim(probability.toFixed(2))}`;
    })
    .join('  ');
}
