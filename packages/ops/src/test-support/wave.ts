/** Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals: numbers that Python and JavaScript agree on. */
export function wave(phase: number, size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, index) => Math.round(800 * Math.sin(1.7 * index + phase)) / 1000);
}
