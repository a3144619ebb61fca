import { assertKnownOptions, assertOneOf, assertPositiveInteger } from '@refrain/core';
import { recurrences } from './recurrence.js';
import type { Recurrence } from './recurrence.js';

/** What a {@link plainRnn} is made of. */
export interface PlainRnnOptions {
  /** How many ids there are. Each is its own input unit (one-hot) and its own output. */
  readonly vocabularySize: number;
  /** How many hidden units there are, in one layer. */
  readonly units: number;
  /** What is taken along from one position to the next. @default 'hidden-to-hidden' */
  readonly recurrence?: Recurrence;
}

/** {@link PlainRnnOptions} with every default filled in. */
export type ResolvedPlainRnnOptions = Required<PlainRnnOptions>;

/** Checks the options and fills in the defaults. @throws InvalidArgumentError naming the option at fault */
export function resolvePlainRnnOptions(options: PlainRnnOptions): ResolvedPlainRnnOptions {
  assertKnownOptions('plainRnn', options, ['vocabularySize', 'units', 'recurrence']);
  const { vocabularySize, units, recurrence = 'hidden-to-hidden' } = options;
  assertPositiveInteger('vocabularySize', vocabularySize);
  assertPositiveInteger('units', units);
  assertOneOf('recurrence', recurrence, recurrences);
  return Object.freeze({ vocabularySize, units, recurrence });
}

/** How many numbers are taken along: those of the hidden units or of the output. */
export function stateWidth({ recurrence, units, vocabularySize }: ResolvedPlainRnnOptions): number {
  return recurrence === 'hidden-to-hidden' ? units : vocabularySize;
}
