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

/** A beam that is to be continued. */
export interface Continued {
  /** Position among the beams. */
  readonly beam: number;
  /** Of the text so far, in nats. */
  readonly logProbability: number;
  /** Of each id, `[vocabulary]`. */
  readonly logits: Float32Array;
  /** What the logits lose to become log-probabilities. */
  readonly logTotal: number;
  /** What an id loses of its value, at least 0. @default nothing */
  readonly penalty?: ((id: number) => number) | undefined;
}

/** The best candidates so far, at most `capacity`, best first; of equals the one that came first. */
export class Candidates {
  readonly best: Candidate[] = [];
  /** A candidate has to be better than this to be taken in. */
  #threshold = -Infinity;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Takes in those continuations of a beam, by every id, that are good enough. */
  addContinuations({ beam, logProbability: before, logits, logTotal, penalty }: Continued): void {
    let threshold = this.#threshold;
    for (let id = 0; id < logits.length; id++) {
      const logProbability = before + (logits[id]! - logTotal);
      if (!(logProbability > threshold)) continue;
      const value = penalty === undefined ? logProbability : logProbability - penalty(id);
      if (value > threshold) threshold = this.#add({ value, beam, id, logProbability });
    }
  }

  /** Takes in a candidate that is better than the threshold. @returns the new threshold */
  #add(candidate: Candidate): number {
    const { best } = this;
    if (best.length === this.#capacity) best.pop();
    let place = best.length;
    while (place > 0 && best[place - 1]!.value < candidate.value) place--;
    best.splice(place, 0, candidate);
    if (best.length === this.#capacity) this.#threshold = best[this.#capacity - 1]!.value;
    return this.#threshold;
  }
}
