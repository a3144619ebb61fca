import { InvalidArgumentError } from './errors.js';

/** Shows a received value in one short line of an error message. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return value.name ? `the function ${value.name}` : 'a function';
  if (ArrayBuffer.isView(value)) {
    return `${value.constructor.name} of ${(value as Uint8Array).length ?? value.byteLength}`;
  }
  if (Array.isArray(value))
    return value.length > 8 ? `an array of ${value.length}` : `[${value.map(describeElement).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return describeObject(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

function describeElement(value: unknown): string {
  return Array.isArray(value) ? `an array of ${value.length}` : describeValue(value);
}

function describeObject(value: object): string {
  const kind = value.constructor?.name;
  if (kind !== undefined && kind !== 'Object') return `a ${kind}`;
  const keys = Object.keys(value);
  return `an object with keys ${keys.slice(0, 8).join(', ') || '(none)'}${keys.length > 8 ? ', ...' : ''}`;
}

/**
 * Refuses an argument with the sentence "`argument` must be `expected`; received `value`. `remedy`".
 *
 * @throws InvalidArgumentError always
 */
export function refuse(argument: string, value: unknown, reason: { expected: string; remedy?: string }): never {
  const remedy = reason.remedy ? ` ${reason.remedy}` : '';
  const message = `${argument} must be ${reason.expected}; received ${describeValue(value)}.${remedy}`;
  throw new InvalidArgumentError({ argument, value, message });
}

/** Throws unless `value` is a whole number of at least 1. */
export function assertPositiveInteger(argument: string, value: unknown, remedy?: string): asserts value is number {
  if (!Number.isSafeInteger(value) || (value as number) < 1)
    refuse(argument, value, { expected: 'a positive integer', remedy });
}

/** Throws unless `value` is a whole number of at least 0. */
export function assertNonNegativeInteger(argument: string, value: unknown, remedy?: string): asserts value is number {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    refuse(argument, value, { expected: 'an integer of at least 0', remedy });
}

/** Throws unless `value` is a finite number above 0. */
export function assertPositiveNumber(argument: string, value: unknown, remedy?: string): asserts value is number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
    refuse(argument, value, { expected: 'a positive number', remedy });
  }
}

/** Throws unless `value` is a number within [minimum, maximum]. */
export function assertNumberWithin(
  argument: string,
  value: unknown,
  range: { minimum: number; maximum: number; remedy?: string },
): asserts value is number {
  if (typeof value !== 'number' || !(value >= range.minimum && value <= range.maximum)) {
    refuse(argument, value, { expected: `a number from ${range.minimum} to ${range.maximum}`, remedy: range.remedy });
  }
}

/** Throws unless `value` is one of `choices`; the message lists them. */
export function assertOneOf<const T>(argument: string, value: unknown, choices: readonly T[]): asserts value is T {
  if (!choices.includes(value as T))
    refuse(argument, value, { expected: `one of ${choices.map(describeValue).join(', ')}` });
}

/**
 * Throws where `options` has a key that isn't known: an option that would silently do nothing is an error.
 *
 * @example
 * assertKnownOptions('windows', { lenght: 3 }, ['length', 'shift']);
 * // throws: windows does not know the option "lenght"; known options are length, shift.
 */
export function assertKnownOptions(owner: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    refuse(`the options of ${owner}`, options, { expected: 'an object' });
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    throw new InvalidArgumentError({
      argument: key,
      value: (options as Record<string, unknown>)[key],
      message: `${owner} does not know the option "${key}"; known options are ${known.join(', ') || '(none)'}.`,
    });
  }
}
