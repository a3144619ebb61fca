import type { Hypothesis } from './hypothesis.js';
import type { LengthPenalty } from './length-penalty.js';

/** A text that is followed. */
export interface Beam {
  /** The start id, then what was generated. */
  readonly ids: readonly number[];
  readonly logProbability: number;
  /** Where the model looked for each token. */
  readonly attention: readonly Float32Array[];
  /** Its row in the model's state. */
  row: number;
  /** Its place in the tree. */
  readonly node: number;
}

/** How hypotheses are ranked. */
export interface Ranking {
  readonly lengthPenalty: LengthPenalty;
  readonly coveragePenalty: number;
}

/** Beams that compete with each other for one source, and what has come of them. */
export class BeamGroup {
  readonly source: number;
  readonly group: number;
  readonly width: number;
  /** Best first. */
  live: Beam[];
  /** Best first. */
  readonly finished: Hypothesis[] = [];
  readonly #ranking: Ranking;

  constructor(place: { source: number; group: number; width: number }, start: Beam, ranking: Ranking) {
    this.source = place.source;
    this.group = place.group;
    this.width = place.width;
    this.live = [start];
    this.#ranking = ranking;
  }

  get done(): boolean {
    return this.live.length === 0;
  }

  /** Takes in a text that came to its end, or to the limit; keeps the best `width` of all. */
  finish(beam: Beam, ended: boolean): void {
    const { ids, logProbability, attention } = beam;
    const tokens = ids.length - 1;
    const hypothesis: Hypothesis = {
      ids: Int32Array.from(ids.slice(1, ended ? -1 : undefined)),
      logProbability,
      score: logProbability / this.#ranking.lengthPenalty(tokens) + this.#coverage(attention),
      finished: ended,
      ...(attention.length > 0 ? { attention } : {}),
    };
    const place = this.finished.findIndex(({ score }) => score < hypothesis.score);
    this.finished.splice(place < 0 ? this.finished.length : place, 0, hypothesis);
    this.finished.length = Math.min(this.finished.length, this.width);
  }

  /**
   * Whether no beam can still become one of the best `count`: log-probabilities only fall, so that a beam's score is at
   * most its log-probability over the largest penalty that it can still meet.
   */
  isDecided(count: number, maxTokens: number): boolean {
    const worst = this.finished[count - 1];
    if (worst === undefined) return false;
    return this.live.every(
      ({ logProbability }) => logProbability / this.#ranking.lengthPenalty(maxTokens) <= worst.score,
    );
  }

  #coverage(attention: readonly Float32Array[]): number {
    const { coveragePenalty } = this.#ranking;
    if (coveragePenalty === 0) return 0;
    let penalty = 0;
    for (let position = 0; position < attention[0]!.length; position++) {
      const total = attention.reduce((sum, weights) => sum + weights[position]!, 0);
      // Padding of the source gets no attention at all and is nothing to be translated.
      if (total > 0) penalty += Math.log(Math.min(total, 1));
    }
    return coveragePenalty * penalty;
  }
}
