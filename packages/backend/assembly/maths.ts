/**
 * Transcendental functions on four floats at once, with the polynomials of Cephes: errors below 2e-7, absolute for values
 * up to 1 and relative above. NaN stays NaN.
 */

/** 1.5 · 2^23: adding it rounds to an integer that stands in the low bits. */
const ROUNDING: f32 = 12582912.0;
const LOG2_E: f32 = 1.44269504088896341;
/** (2^f - 1) / f, fitted at Chebyshev nodes of |f| ≤ 1/2: relative error 1.2e-8. */
const C1: f32 = 0.6931471880293429;
const C2: f32 = 0.2402265092234272;
const C3: f32 = 0.05550357104252972;
const C4: f32 = 0.009618056669887258;
const C5: f32 = 0.0013390867351400178;
const C6: f32 = 0.00015461447462985332;
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;

// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
function clamp(x: v128, low: f32, high: f32): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(high)), f32x4.splat(low));
}

/** e^r - 1 for |r| ≤ ln(2)/2. */
// @ts-ignore: decorator
@inline
function expm1Reduced(r: v128): v128 {
  let p = f32x4.splat(1.9875691500e-4);
  p = multiplyAdd(p, r, f32x4.splat(1.3981999507e-3));
  p = multiplyAdd(p, r, f32x4.splat(8.3334519073e-3));
  p = multiplyAdd(p, r, f32x4.splat(4.1665795894e-2));
  p = multiplyAdd(p, r, f32x4.splat(1.6666665459e-1));
  p = multiplyAdd(p, r, f32x4.splat(5.0000001201e-1));
  return multiplyAdd(f32x4.mul(r, r), p, r);
}

/** x - k·ln 2, in two steps so that nothing is lost. */
// @ts-ignore: decorator
@inline
function reduce(x: v128, k: v128): v128 {
  return f32x4.sub(f32x4.sub(x, f32x4.mul(k, f32x4.splat(LN2_HIGH))), f32x4.mul(k, f32x4.splat(LN2_LOW)));
}

/** e^x over the whole range, with infinity, denormals and zero at its ends. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const bounded = clamp(x, -105, 90);
  const shifted = multiplyAdd(bounded, f32x4.splat(LOG2_E), f32x4.splat(ROUNDING));
  const r = reduce(bounded, f32x4.sub(shifted, f32x4.splat(ROUNDING)));
  // The exponent goes in as two halves, because 2^k itself leaves the range of normal numbers.
  const exponent = i32x4.sub(shifted, i32x4.splat(0x4b400000));
  const half = i32x4.shr_s(exponent, 1);
  const bias = i32x4.splat(127);
  const one = f32x4.splat(1);
  const low = i32x4.shl(i32x4.add(half, bias), 23);
  const high = i32x4.shl(i32x4.add(i32x4.sub(exponent, half), bias), 23);
  const result = f32x4.mul(f32x4.mul(f32x4.add(expm1Reduced(r), one), low), high);
  return v128.bitselect(result, x, f32x4.eq(x, x));
}

/** 2^f - 1 for |f| ≤ 1/2, in few operations: every gate of a recurrent layer passes here. */
// @ts-ignore: decorator
@inline
function exp2Minus1(f: v128): v128 {
  let p = f32x4.splat(C6);
  p = multiplyAdd(p, f, f32x4.splat(C5));
  p = multiplyAdd(p, f, f32x4.splat(C4));
  p = multiplyAdd(p, f, f32x4.splat(C3));
  p = multiplyAdd(p, f, f32x4.splat(C2));
  p = multiplyAdd(p, f, f32x4.splat(C1));
  return f32x4.mul(p, f);
}

// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const exponent = clamp(f32x4.mul(x, f32x4.splat(-LOG2_E)), -126, 126);
  const shifted = f32x4.add(exponent, f32x4.splat(ROUNDING));
  const fraction = f32x4.sub(exponent, f32x4.sub(shifted, f32x4.splat(ROUNDING)));
  const one = f32x4.splat(1);
  const power = i32x4.add(f32x4.add(exp2Minus1(fraction), one), i32x4.shl(shifted, 23));
  return f32x4.div(one, f32x4.add(one, power));
}

/** By e^2x - 1, which keeps its digits where x is small. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const exponent = clamp(f32x4.mul(x, f32x4.splat(2 * LOG2_E)), -30, 30);
  const shifted = f32x4.add(exponent, f32x4.splat(ROUNDING));
  const fraction = f32x4.sub(exponent, f32x4.sub(shifted, f32x4.splat(ROUNDING)));
  const one = f32x4.splat(1);
  const power = i32x4.add(i32x4.shl(shifted, 23), one);
  const minusOne = multiplyAdd(exp2Minus1(fraction), power, f32x4.sub(power, one));
  return f32x4.div(minusOne, f32x4.add(minusOne, f32x4.splat(2)));
}

/** The natural logarithm: -Infinity of 0, NaN of negative numbers. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const tiny = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const normal = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, tiny);
  let exponent = i32x4.sub(i32x4.shr_u(normal, 23), i32x4.splat(126));
  exponent = i32x4.sub(exponent, v128.and(tiny, i32x4.splat(23)));
  let mantissa = v128.or(v128.and(normal, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000));
  const small = f32x4.lt(mantissa, f32x4.splat(0.707106781186547524));
  exponent = i32x4.add(exponent, small);
  mantissa = f32x4.sub(f32x4.add(mantissa, v128.and(small, mantissa)), f32x4.splat(1));
  const k = f32x4.convert_i32x4_s(exponent);
  const square = f32x4.mul(mantissa, mantissa);
  let p = f32x4.splat(7.0376836292e-2);
  p = multiplyAdd(p, mantissa, f32x4.splat(-1.1514610310e-1));
  p = multiplyAdd(p, mantissa, f32x4.splat(1.1676998740e-1));
  p = multiplyAdd(p, mantissa, f32x4.splat(-1.2420140846e-1));
  p = multiplyAdd(p, mantissa, f32x4.splat(1.4249322787e-1));
  p = multiplyAdd(p, mantissa, f32x4.splat(-1.6668057665e-1));
  p = multiplyAdd(p, mantissa, f32x4.splat(2.0000714765e-1));
  p = multiplyAdd(p, mantissa, f32x4.splat(-2.4999993993e-1));
  p = multiplyAdd(p, mantissa, f32x4.splat(3.3333331174e-1));
  p = f32x4.mul(f32x4.mul(p, mantissa), square);
  p = multiplyAdd(k, f32x4.splat(LN2_LOW), p);
  p = f32x4.sub(p, f32x4.mul(square, f32x4.splat(0.5)));
  let result = multiplyAdd(k, f32x4.splat(LN2_HIGH), f32x4.add(mantissa, p));
  result = v128.bitselect(x, result, f32x4.eq(x, f32x4.splat(f32.MAX_VALUE * 2)));
  result = v128.bitselect(f32x4.splat(-f32.MAX_VALUE * 2), result, f32x4.eq(x, f32x4.splat(0)));
  return v128.bitselect(result, f32x4.splat(f32.NaN), f32x4.ge(x, f32x4.splat(0)));
}

// @ts-ignore: decorator
@inline
export function sum(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}
