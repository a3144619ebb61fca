import { assertKnownOptions, assertPositiveNumber } from '@refrain/core';
import { depthIn } from './layer-groups.js';
import type { LayerGroups } from './layer-groups.js';

/** Options of {@link discriminativeLearningRates}. */
export interface DiscriminativeLearningRatesOptions {
  /** How many times smaller the rate of each group is than that of the group behind it. @default 2.6 */
  readonly factor?: number;
}

/**
 * Smaller learning rates the nearer a layer is to the input, where what was learnt before is the most general: the
 * output's group has the optimizer's rate, each one before it the rate of the next divided by `factor`.
 *
 * Howard and Ruder, "Universal Language Model Fine-tuning for Text Classification", 2018, section 3.2. For
 * `learningRateFactor` of `train`.
 *
 * @param groups names of variables from input to output, such as `model.layers()` of a sentiment classifier
 * @throws InvalidArgumentError for groups that share a name; the function for a variable in no group
 * @example
 * await train({ …, learningRateFactor: discriminativeLearningRates(model.layers()) });
 */
export function discriminativeLearningRates(
  groups: LayerGroups,
  options: DiscriminativeLearningRatesOptions = {},
): (variable: string) => number {
  assertKnownOptions('discriminativeLearningRates', options, ['factor']);
  const { factor = 2.6 } = options;
  assertPositiveNumber('factor', factor);
  const depthOf = depthIn(groups);
  return (variable) => factor ** -depthOf(variable);
}
