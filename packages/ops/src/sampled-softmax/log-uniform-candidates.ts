import { assertKnownOptions, assertPositiveInteger, type Random, refuse } from '@refrain/core';

/** Classes that stand for all others in a sampled loss, and how often each class was to be expected among them. */
export interface SampledCandidates {
  /** Different classes, in the order in which they were drawn. */
  readonly ids: Int32Array;
  /** How many times class `id` is expected in a sample like this one. */
  expectedCount(id: number): number;
}

/**
 * Draws different classes from a log-uniform (Zipfian) distribution: P(id) = log((id + 2) / (id + 1)) / log(classes + 1).
 *
 * Right for words whose ids go from the most frequent to the rarest. Classes that were drawn already are drawn again, so
 * the expected counts follow from how many draws it took, as in TensorFlow's `log_uniform_candidate_sampler`.
 *
 * @param random advances by one draw a try
 * @param options `count` different classes of `classes`, of which `count` may be at most all
 * @throws InvalidArgumentError unless both are positive integers and there are as many classes
 * @example
 * const { ids } = logUniformCandidates(new Random(42), { count: 64, classes: 10_000 });   // mostly frequent words
 */
export function logUniformCandidates(
  random: Random,
  options: { readonly count: number; readonly classes: number },
): SampledCandidates {
  assertKnownOptions('logUniformCandidates', options, ['count', 'classes']);
  const { count, classes } = options;
  assertPositiveInteger('classes', classes);
  assertPositiveInteger('count', count);
  if (count > classes) {
    refuse('count', count, {
      expected: `at most the number of classes, ${classes}`,
      remedy: 'Use sparseSoftmaxCrossEntropy where all classes are wanted.',
    });
  }
  const logRange = Math.log1p(classes);
  const drawn = new Set<number>();
  let tries = 0;
  while (drawn.size < count) {
    tries += 1;
    // The modulus catches a draw that rounding has put one beyond the end.
    drawn.add((Math.floor(Math.exp(random.uniform() * logRange)) - 1) % classes);
  }
  return {
    ids: Int32Array.from(drawn),
    expectedCount(id) {
      const probability = (Math.log(id + 2) - Math.log(id + 1)) / logRange;
      return tries === count ? probability * count : -Math.expm1(tries * Math.log1p(-probability));
    },
  };
}
