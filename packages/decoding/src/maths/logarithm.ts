const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const C1 = 6.66666666666673513e-1;
const C2 = 3.9999999999409419e-1;
const C3 = 2.857142874366239149e-1;
const C4 = 2.222219843214978396e-1;
const C5 = 1.818357216161805012e-1;
const C6 = 1.531383769920937332e-1;
const C7 = 1.479819860511658591e-1;

/**
 * The natural logarithm of a positive finite number, the same to the last bit on every machine.
 *
 * Beside {@link exponential}, for the same reason. Follows fdlibm's `e_log.c` (Sun Microsystems, 1993): x = 2^k · m with
 * m near 1, and log m by an odd series in (m − 1) / (m + 1); the relative error is below 2.3e-16.
 */
export function logarithm(x: number): number {
  let doublings = 0;
  let mantissa = x;
  for (; mantissa > Math.SQRT2; mantissa /= 2) doublings++;
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) doublings--;
  const excess = mantissa - 1;
  const ratio = excess / (2 + excess);
  const square = ratio * ratio;
  const series =
    square * (C1 + square * (C2 + square * (C3 + square * (C4 + square * (C5 + square * (C6 + square * C7))))));
  const half = 0.5 * excess * excess;
  return doublings * LN2_HIGH - (half - (ratio * (half + series) + doublings * LN2_LOW) - excess);
}
