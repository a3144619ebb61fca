/** What {@link WeightedMeans} has summed, for a checkpoint. */
export interface WeightedSums {
  readonly steps: number;
  readonly weight: number;
  /** Σ weight · mean, by name. */
  readonly sums: readonly (readonly [name: string, sum: number])[];
}

/**
 * Means over tokens of batches that differ in size: each batch counts by its weight, summed in float64.
 */
export class WeightedMeans {
  #steps = 0;
  #weight = 0;
  readonly #sums = new Map<string, number>();

  get steps(): number {
    return this.#steps;
  }

  get weight(): number {
    return this.#weight;
  }

  /** Adds a batch's means over `weight` tokens. A batch without tokens changes nothing, whatever its means are. */
  add(means: Readonly<Record<string, number>>, weight: number): void {
    this.#steps++;
    this.#weight += weight;
    for (const name of Object.keys(means)) {
      this.#sums.set(name, (this.#sums.get(name) ?? 0) + (weight === 0 ? 0 : means[name]! * weight));
    }
  }

  /** The means, by name; NaN where no token was counted. */
  means(): Record<string, number> {
    return Object.fromEntries([...this.#sums].map(([name, sum]) => [name, sum / this.#weight]));
  }

  clear(): void {
    this.#steps = 0;
    this.#weight = 0;
    this.#sums.clear();
  }

  state(): WeightedSums {
    return { steps: this.#steps, weight: this.#weight, sums: [...this.#sums] };
  }

  restore({ steps, weight, sums }: WeightedSums): void {
    this.#steps = steps;
    this.#weight = weight;
    this.#sums.clear();
    for (const [name, sum] of sums) this.#sums.set(name, sum);
  }
}
