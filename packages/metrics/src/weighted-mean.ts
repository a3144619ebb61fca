import { ArtifactError, refuse } from '@refrain/core';
import type { JsonValue } from '@refrain/core';

/** A mean and how much it is the mean of: what the metrics give and {@link weightedMean} adds up. */
export interface Weighted {
  /** In the metric's unit; not a number where `weight` is 0. */
  readonly mean: number;
  /** How many targets (or characters, or sentences) the mean is of. */
  readonly weight: number;
}

/** The mean of everything added so far. */
export interface WeightedMean extends Weighted {
  /** Adds a mean of several, as if each had been added by itself; a weight of 0 adds nothing. */
  add(part: Weighted): void;
  /** The state to save; JSON. */
  state(): JsonValue;
  /** Goes on from a saved state. @throws ArtifactError if it is not one */
  restore(state: JsonValue): void;
}

/**
 * Adds up means by their weights, so that the loss of an epoch does not depend on how it was cut into batches: a short
 * last batch, or one with more padding, counts for as much as it holds.
 *
 * In float64 with the rounding error carried along (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen", 1974), so that a million small batches lose no digits.
 *
 * @example
 * const loss = weightedMean();
 * loss.add({ mean: 2, weight: 300 });
 * loss.add({ mean: 1, weight: 100 });
 * loss.mean;   // 1.75
 */
export function weightedMean(): WeightedMean {
  let sum = 0;
  let lost = 0;
  let weight = 0;
  return {
    get mean() {
      return (sum + lost) / weight;
    },
    get weight() {
      return weight;
    },
    add(part) {
      if (!(part.weight >= 0 && Number.isFinite(part.weight))) {
        refuse('weight', part.weight, { expected: 'a number of at least 0' });
      }
      if (part.weight === 0) return;
      if (!Number.isFinite(part.mean)) refuse('mean', part.mean, { expected: 'a finite number' });
      const added = part.mean * part.weight;
      const next = sum + added;
      lost += Math.abs(sum) >= Math.abs(added) ? sum - next + added : added - next + sum;
      sum = next;
      weight += part.weight;
    },
    state: () => ({ sum, lost, weight }),
    restore(state) {
      const saved = (state ?? {}) as Record<string, unknown>;
      const values = [saved.sum, saved.lost, saved.weight];
      if (!values.every(Number.isFinite) || (saved.weight as number) < 0) {
        throw new ArtifactError({
          artifact: 'weightedMean',
          message:
            'expected the saved state of a weightedMean, an object with the numbers sum, lost and weight; ' +
            `received ${JSON.stringify(state)}. Restore what its state() gave.`,
        });
      }
      [sum, lost, weight] = values as [number, number, number];
    },
  };
}
