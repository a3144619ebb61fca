/**
 * Fails the test unless every number of `actual` is near its partner: |a - e| ≤ absolute + relative · |e|.
 *
 * @param tolerance `absolute` and `relative`. @default 1e-6 and 1e-5
 */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: { absolute?: number; relative?: number } = {},
): void {
  const { absolute = 1e-6, relative = 1e-5 } = tolerance;
  if (actual.length !== expected.length) {
    throw new Error(`expected ${expected.length} numbers; received ${actual.length}`);
  }
  for (let position = 0; position < expected.length; position++) {
    const difference = Math.abs(actual[position]! - expected[position]!);
    if (difference <= absolute + relative * Math.abs(expected[position]!)) continue;
    throw new Error(
      `expected ${expected[position]} at position ${position}; received ${actual[position]}, ${difference} away`,
    );
  }
}
