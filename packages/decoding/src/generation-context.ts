/**
 * What logits processors and stop conditions know of a generation.
 *
 * The object and its array are the generation's own and grow with it: read them during the call, copy what is kept.
 */
export interface GenerationContext {
  /** Every id so far in order of time: the prompt, then what was generated. */
  readonly ids: readonly number[];
  /** How many ids were generated so far: the last `step` of `ids`. */
  readonly step: number;
}
