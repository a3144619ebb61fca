import { assertKnownOptions, assertPositiveInteger, refuse } from '@refrain/core';

/** What {@link correlatedUnits} compares. */
export interface CorrelatedUnitsOptions {
  /** Row-major `[positions, units]`: what each unit gave at each position of a text. */
  readonly activations: ArrayLike<number>;
  /** `[positions]`: what is known of each position, such as whether it is inside quotes (true counts as 1). */
  readonly property: ArrayLike<number | boolean>;
  /** How many units to give at most. @default all */
  readonly count?: number;
}

/** A unit, and how well it follows a property. */
export interface CorrelatedUnit {
  /** Its place among the units, from 0. */
  readonly unit: number;
  /** From -1 to 1. */
  readonly correlation: number;
}

/**
 * Pearson's correlation of two properties of the same positions: 1 where one rises in proportion to the other, -1 where
 * it falls so, about 0 where they have nothing to do with each other.
 *
 * @param first `[positions]`; true counts as 1
 * @param second `[positions]`
 * @returns from -1 to 1; not a number where either is the same everywhere
 * @throws InvalidArgumentError if the arrays differ in length or hold a number that is not finite
 * @example
 * correlation([0.9, 0.8, -0.7], [true, true, false]);   // 0.998…
 */
export function correlation(first: ArrayLike<number | boolean>, second: ArrayLike<number | boolean>): number {
  if (first.length !== second.length) {
    refuse('second', second, { expected: `an array of ${first.length} values, as first has` });
  }
  return product(
    deviations(first.length, (position) => finite('first', first, position)),
    deviations(second.length, (position) => finite('second', second, position)),
  );
}

/**
 * The units of a network that follow a property of a text most, whichever way: how Karpathy, Johnson and Li found one
 * that knows it is inside quotes ("Visualizing and Understanding Recurrent Networks", 2016, section 4.2), and Radford,
 * Jozefowicz and Sutskever one that follows sentiment ("Learning to Generate Reviews and Discovering Sentiment", 2017).
 *
 * Of many units some follow any property by luck: look for one on one text, and judge it by its correlation on another.
 *
 * @returns units by falling absolute correlation, without those that are the same everywhere; none where the property is
 * @throws InvalidArgumentError if the arrays don't fit each other, or hold a number that is not finite
 * @example
 * const [best] = correlatedUnits({ activations, property: [...text].map((character) => character === '\n'), count: 5 });
 */
export function correlatedUnits(options: CorrelatedUnitsOptions): CorrelatedUnit[] {
  assertKnownOptions('correlatedUnits', options, ['activations', 'property', 'count']);
  const { activations, property, count = Infinity } = options;
  if (options.count !== undefined) assertPositiveInteger('count', count);
  const positions = property.length;
  const units = positions === 0 ? 0 : activations.length / positions;
  if (!Number.isInteger(units) || (positions === 0 && activations.length > 0)) {
    const expected = `an array [positions, units] with ${positions} positions, as property has`;
    refuse('activations', activations, { expected });
  }
  const followed = deviations(positions, (position) => finite('property', property, position));
  return Array.from({ length: units }, (_, unit) => {
    const column = deviations(positions, (position) => finite('activations', activations, position * units + unit));
    return { unit, correlation: product(column, followed) };
  })
    .filter((found) => !Number.isNaN(found.correlation))
    .sort((one, other) => Math.abs(other.correlation) - Math.abs(one.correlation) || one.unit - other.unit)
    .slice(0, count);
}

/** The values less their mean, at unit length; not numbers where all are the same. */
function deviations(length: number, valueAt: (position: number) => number): Float64Array {
  const values = Float64Array.from({ length }, (_, position) => valueAt(position));
  // A mean may be a rounding off, so that equal values would seem to deviate.
  if (values.every((value) => value === values[0])) return values.fill(Number.NaN);
  // First scaled to at most 1, so that no sum or square overflows.
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let mean = 0;
  for (const value of values) mean += value / largest / length;
  let squares = 0;
  for (let position = 0; position < length; position++) {
    values[position] = values[position]! / largest - mean;
    squares += values[position]! ** 2;
  }
  const norm = Math.sqrt(squares);
  return values.map((value) => value / norm);
}

function product(first: Float64Array, second: Float64Array): number {
  let sum = first.length === 0 ? Number.NaN : 0;
  for (let position = 0; position < first.length; position++) sum += first[position]! * second[position]!;
  return Math.max(-1, Math.min(1, sum));
}

function finite(argument: string, values: ArrayLike<number | boolean>, place: number): number {
  const value = Number(values[place]);
  if (!Number.isFinite(value)) refuse(`${argument}[${place}]`, values[place], { expected: 'a finite number' });
  return value;
}
