/**
 * The gradient of `loss` at `values` by central differences: the oracle for gradients written by hand.
 * `loss` should compute in float64; `values` is put back as it was.
 *
 * @param step the distance to each side. @default 1e-5
 */
export function numericGradient(loss: () => number, values: Float64Array | Float32Array, step = 1e-5): Float64Array {
  return Float64Array.from(values, (value, position) => {
    values[position] = value + step;
    const width = values[position]!;
    const above = loss();
    values[position] = value - step;
    const span = width - values[position]!;
    const below = loss();
    values[position] = value;
    return (above - below) / span;
  });
}
