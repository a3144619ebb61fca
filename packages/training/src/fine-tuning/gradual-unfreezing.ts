import { assertKnownOptions, assertPositiveInteger } from '@refrain/core';
import { depthIn } from './layer-groups.js';
import type { LayerGroups } from './layer-groups.js';

/** Options of {@link gradualUnfreezing}. */
export interface GradualUnfreezingOptions {
  /** Steps from one group to the next, such as those of an epoch. */
  readonly everySteps: number;
}

/**
 * Lets the last group of variables train at once and the others join one by one, from the output to the input, so that
 * what a language model knows is not lost to a classifier that knows nothing yet.
 *
 * Howard and Ruder, "Universal Language Model Fine-tuning for Text Classification", 2018, section 3.3. A function of
 * variable and step alone, for `trainable` of `train`.
 *
 * @param groups names of variables from input to output, such as `model.layers()` of a sentiment classifier
 * @throws InvalidArgumentError for groups that share a name; the function for a variable in no group
 * @example
 * await train({ …, trainable: gradualUnfreezing(model.layers(), { everySteps: data.size! }) });
 */
export function gradualUnfreezing(
  groups: LayerGroups,
  options: GradualUnfreezingOptions,
): (variable: string, step: number) => boolean {
  assertKnownOptions('gradualUnfreezing', options, ['everySteps']);
  assertPositiveInteger('everySteps', options.everySteps);
  const depthOf = depthIn(groups);
  return (variable, step) => step >= depthOf(variable) * options.everySteps;
}
