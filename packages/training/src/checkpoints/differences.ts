import type { JsonValue } from '@refrain/core';

/** Where two configurations differ. */
export interface ConfigurationDifference {
  /** The way to the value, such as `optimizer.learningRate`. */
  readonly path: string;
  /** The value in the first; undefined where only the second has one. */
  readonly saved: JsonValue | undefined;
  /** The value in the second; undefined where only the first has one. */
  readonly given: JsonValue | undefined;
}

/**
 * Lists where two configurations differ: before a run is resumed, what its caller now asks otherwise than it began.
 *
 * @param saved such as the `configuration` of a checkpoint
 * @returns the differing values by path, sorted by the order of `saved`, then of `given`; empty where all are equal
 * @example
 * configurationDifferences({ units: [128], seed: 1 }, { units: [256], seed: 1 });
 * // [{ path: 'units.0', saved: 128, given: 256 }]
 */
export function configurationDifferences(saved: JsonValue, given: JsonValue): ConfigurationDifference[] {
  const [left, right] = [flatten(saved, ''), flatten(given, '')];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((path) => ({ path, saved: left.get(path), given: right.get(path) }))
    .filter(({ saved: first, given: second }) => JSON.stringify(first) !== JSON.stringify(second));
}

function flatten(value: JsonValue, path: string): Map<string, JsonValue> {
  const nested = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (nested.length === 0) return new Map([[path, value]]);
  return new Map(nested.flatMap(([name, inner]) => [...flatten(inner, path === '' ? name : `${path}.${name}`)]));
}
