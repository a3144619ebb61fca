const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const C1 = 1.66666666666666019037e-1;
const C2 = -2.77777777770155933842e-3;
const C3 = 6.61375632143793436117e-5;
const C4 = -1.6533902205465251539e-6;
const C5 = 4.13813679705723846039e-8;

/** Below it, e^x is less than half of the smallest positive number. */
const SMALLEST = -745.2;

/** The powers 2^0, 2^-1, … down to 0, each exact. */
const HALVINGS = Float64Array.from(
  { length: 1077 },
  (_, power) => 2 ** -Math.min(power, 1074) / (power > 1074 ? 2 : 1),
);

/**
 * e^x of a number of at most 0, the same to the last bit on every machine.
 *
 * ECMAScript leaves the last bits of `Math.exp` to the engine, and one bit can change which id a draw gives. This one
 * uses only +, −, × and ÷, which IEEE 754 defines exactly. Follows fdlibm's `e_exp.c` (Sun Microsystems, 1993):
 * x = r − k·ln 2 with |r| ≤ ln 2 / 2, and e^r by a rational form; the relative error is below 2.3e-16.
 */
export function exponential(x: number): number {
  if (!(x > SMALLEST)) return Number.isNaN(x) ? x : 0;
  const halvings = (0.5 - x * INVERSE_LN2) | 0;
  const high = x + halvings * LN2_HIGH;
  const low = -halvings * LN2_LOW;
  const reduced = high - low;
  const square = reduced * reduced;
  const even = reduced - square * (C1 + square * (C2 + square * (C3 + square * (C4 + square * C5))));
  return (1 - (low - (reduced * even) / (2 - even) - high)) * HALVINGS[halvings]!;
}
