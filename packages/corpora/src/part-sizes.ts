import { assertKnownOptions, assertPositiveInteger, InvalidArgumentError } from '@refrain/core';

/** How many texts a grammar is asked for, and which. */
export interface PartSizes {
  readonly training: number;
  readonly heldOut: number;
  readonly seed: number | string;
}

/** What a grammar writes where nothing else is asked for, and where it ends. */
interface Grammar {
  readonly defaults: PartSizes;
  /** Far more texts than this the grammar can't tell apart in reasonable time. */
  readonly most: number;
  /** What its texts are called in an error. */
  readonly plural: string;
}

/** The options of the function `subject`, checked, with its defaults. */
export function partSizes(subject: string, options: Partial<PartSizes>, grammar: Grammar): PartSizes {
  assertKnownOptions(subject, options, ['training', 'heldOut', 'seed']);
  const { defaults, most, plural } = grammar;
  const { training = defaults.training, heldOut = defaults.heldOut, seed = defaults.seed } = options;
  assertPositiveInteger('training', training);
  assertPositiveInteger('heldOut', heldOut);
  if (training + heldOut <= most) return { training, heldOut, seed };
  throw new InvalidArgumentError({
    argument: 'training',
    value: training,
    message: `training and heldOut must be at most ${most} ${plural} together; received ${training + heldOut}. Ask for fewer.`,
  });
}
