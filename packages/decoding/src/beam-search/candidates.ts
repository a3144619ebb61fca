/** One way to continue a beam. */
export interface Candidate {
  /** What it is chosen by. */
  readonly value: number;
  /** Position among the beams. */
  readonly beam: number;
  readonly id: number;
  /** Of the whole text, in nats. */
  readonly logProbability: number;
}

/** The best candidates so far, at most `capacity`, best first; of equals the one that came first. */
export class Candidates {
  readonly best: Candidate[] = [];
  /** A candidate has to be better than this to be taken in. */
  threshold = -Infinity;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Takes in a candidate that is better than the threshold. */
  add(candidate: Candidate): void {
    const { best } = this;
    if (best.length === this.#capacity) best.pop();
    let place = best.length;
    while (place > 0 && best[place - 1]!.value < candidate.value) place--;
    best.splice(place, 0, candidate);
    if (best.length === this.#capacity) this.threshold = best[this.#capacity - 1]!.value;
  }
}
