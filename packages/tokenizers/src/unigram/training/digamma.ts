/** The derivative of the logarithm of the gamma function, for `value` above 0: about `ln(value - 0.5)`. */
export function digamma(value: number): number {
  let result = 0;
  let x = value;
  for (; x < 7; x++) result -= 1 / x;
  // The asymptotic series around x - 1/2 is exact to the last bits from 7 on.
  x -= 0.5;
  const square = 1 / (x * x);
  const series = square * (1 / 24 - square * (7 / 960 - square * (31 / 8064 - square * (127 / 30720))));
  return result + Math.log(x) + series;
}
