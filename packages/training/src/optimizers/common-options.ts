import { assertKnownOptions, assertNumberWithin, assertOneOf, assertPositiveNumber, refuse } from '@refrain/core';

/** Options of every optimizer. */
export interface CommonOptimizerOptions {
  /** L2 penalty: this times the value is added to the clipped gradient. @default 0 */
  readonly l2?: number;
}

/**
 * Whose arithmetic an optimizer follows where the frameworks differ: the place of epsilon and the defaults.
 */
export type Convention = 'keras' | 'pytorch';

/** Checks the options that are numbers, by what they may be. */
export function assertOptimizerOptions(
  owner: string,
  options: object,
  known: Readonly<Record<string, 'share' | 'positive' | 'nonNegative' | 'convention' | 'flag' | 'function'>>,
): void {
  assertKnownOptions(owner, options, Object.keys(known));
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const kind = known[name];
    if (kind === 'share' && !(value >= 0 && value < 1)) refuse(name, value, { expected: 'at least 0 and below 1' });
    if (kind === 'positive') assertPositiveNumber(name, value);
    if (kind === 'nonNegative') assertNumberWithin(name, value, { minimum: 0, maximum: Number.MAX_VALUE });
    if (kind === 'convention') assertOneOf(name, value, ['keras', 'pytorch']);
    if (kind === 'flag') assertOneOf(name, value, [true, false]);
    if (kind === 'function' && typeof value !== 'function') refuse(name, value, { expected: 'a function' });
  }
}
