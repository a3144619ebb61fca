/** A typed array of twice the length (at least `length`) that begins with `values`: what growable tables share. */
export function grown<Values extends Int32Array | Uint16Array | Float64Array>(values: Values, length: number): Values {
  const longer = new (values.constructor as new (length: number) => Values)(Math.max(length, 2 * values.length));
  longer.set(values);
  return longer;
}
