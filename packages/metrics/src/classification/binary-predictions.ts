import { refuse } from '@refrain/core';

/** What a classifier of two classes said of some examples, and what they are. */
export interface BinaryPredictions {
  /** `[examples]`: the higher, the more probably positive; probabilities or logits. */
  readonly scores: ArrayLike<number>;
  /** `[examples]`: 1 where an example is positive, 0 where it is negative. */
  readonly labels: ArrayLike<number>;
}

/** Throws unless each example has a score and a label. */
export function assertBinaryPredictions({ scores, labels }: BinaryPredictions): void {
  if (scores.length !== labels.length) {
    refuse('scores', scores, { expected: `an array of ${labels.length} numbers, as labels has` });
  }
  for (let example = 0; example < labels.length; example++) {
    if (Number.isNaN(scores[example]!)) refuse(`scores[${example}]`, NaN, { expected: 'a number' });
    const label = labels[example]!;
    if (label !== 0 && label !== 1) refuse(`labels[${example}]`, label, { expected: '0 or 1' });
  }
}
