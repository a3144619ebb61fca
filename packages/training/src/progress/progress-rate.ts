import type { StepReport } from '../callback.js';

/** How much of each rate stays, per second that passes. */
const keptPerSecond = 0.9;
/** How much of the shown loss stays at each step. */
const keptPerStep = 0.98;

/** Smooths what a progress bar shows: steps and tokens a second, and the loss. */
export class ProgressRate {
  #last: number;
  #steps = new SmoothedMean();
  #tokens = new SmoothedMean();
  #loss = new SmoothedMean();

  /** @param now the time at which the run begins, in milliseconds */
  constructor(now: number) {
    this.#last = now;
  }

  get stepsPerSecond(): number {
    return this.#steps.mean;
  }

  get tokensPerSecond(): number {
    return this.#tokens.mean;
  }

  /** In nats. */
  get loss(): number {
    return this.#loss.mean;
  }

  /** Counts a step that ended at `now`, in milliseconds. */
  add({ loss, weight }: StepReport, now: number): void {
    const seconds = (now - this.#last) / 1000;
    this.#last = now;
    if (seconds > 0) {
      const kept = keptPerSecond ** seconds;
      this.#steps.add(1 / seconds, kept);
      this.#tokens.add(weight / seconds, kept);
    }
    this.#loss.add(loss, keptPerStep);
  }
}

/** An exponentially weighted mean that is right from its first value on. */
class SmoothedMean {
  #sum = 0;
  #weight = 0;

  get mean(): number {
    return this.#weight === 0 ? 0 : this.#sum / this.#weight;
  }

  add(value: number, kept: number): void {
    this.#sum = kept * this.#sum + (1 - kept) * value;
    this.#weight = kept * this.#weight + (1 - kept);
  }
}
