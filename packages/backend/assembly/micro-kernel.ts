/**
 * The innermost loops of every matrix product. B stands in panels of 8 columns, [depth, 8] each, padded with zeros.
 *
 * Each element of C is one chain of multiply, then add, in the order of `depth`, whatever the shape of the tile: how rows
 * are shared out among threads therefore never changes a bit of the result. 4×8 is the largest tile whose accumulators,
 * with both vectors of B and the products, stay in the 16 registers of x86-64.
 */
import { multiplyAdd } from './maths';

/** C[4, 8] (+)= A[4, depth] · panel; a0 … a3 are A's rows, `stride` the bytes from one row of C to the next. */
export function tile4x8(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  b: usize,
  depth: i32,
  c: usize,
  stride: usize,
  accumulate: bool,
): void {
  const c1 = c + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  let s00 = f32x4.splat(0),
    s01 = s00,
    s10 = s00,
    s11 = s00,
    s20 = s00,
    s21 = s00,
    s30 = s00,
    s31 = s00;
  if (accumulate) {
    ((s00 = v128.load(c)), (s01 = v128.load(c, 16)));
    ((s10 = v128.load(c1)), (s11 = v128.load(c1, 16)));
    ((s20 = v128.load(c2)), (s21 = v128.load(c2, 16)));
    ((s30 = v128.load(c3)), (s31 = v128.load(c3, 16)));
  }
  const end = b + ((<usize>depth) << 5);
  const unrolled = b + ((<usize>(depth & ~3)) << 5);
  while (b < unrolled) {
    let low = v128.load(b),
      high = v128.load(b, 16);
    let a = v128.load32_splat(a0);
    ((s00 = multiplyAdd(a, low, s00)), (s01 = multiplyAdd(a, high, s01)));
    a = v128.load32_splat(a1);
    ((s10 = multiplyAdd(a, low, s10)), (s11 = multiplyAdd(a, high, s11)));
    a = v128.load32_splat(a2);
    ((s20 = multiplyAdd(a, low, s20)), (s21 = multiplyAdd(a, high, s21)));
    a = v128.load32_splat(a3);
    ((s30 = multiplyAdd(a, low, s30)), (s31 = multiplyAdd(a, high, s31)));

    ((low = v128.load(b, 32)), (high = v128.load(b, 48)));
    a = v128.load32_splat(a0, 4);
    ((s00 = multiplyAdd(a, low, s00)), (s01 = multiplyAdd(a, high, s01)));
    a = v128.load32_splat(a1, 4);
    ((s10 = multiplyAdd(a, low, s10)), (s11 = multiplyAdd(a, high, s11)));
    a = v128.load32_splat(a2, 4);
    ((s20 = multiplyAdd(a, low, s20)), (s21 = multiplyAdd(a, high, s21)));
    a = v128.load32_splat(a3, 4);
    ((s30 = multiplyAdd(a, low, s30)), (s31 = multiplyAdd(a, high, s31)));

    ((low = v128.load(b, 64)), (high = v128.load(b, 80)));
    a = v128.load32_splat(a0, 8);
    ((s00 = multiplyAdd(a, low, s00)), (s01 = multiplyAdd(a, high, s01)));
    a = v128.load32_splat(a1, 8);
    ((s10 = multiplyAdd(a, low, s10)), (s11 = multiplyAdd(a, high, s11)));
    a = v128.load32_splat(a2, 8);
    ((s20 = multiplyAdd(a, low, s20)), (s21 = multiplyAdd(a, high, s21)));
    a = v128.load32_splat(a3, 8);
    ((s30 = multiplyAdd(a, low, s30)), (s31 = multiplyAdd(a, high, s31)));

    ((low = v128.load(b, 96)), (high = v128.load(b, 112)));
    a = v128.load32_splat(a0, 12);
    ((s00 = multiplyAdd(a, low, s00)), (s01 = multiplyAdd(a, high, s01)));
    a = v128.load32_splat(a1, 12);
    ((s10 = multiplyAdd(a, low, s10)), (s11 = multiplyAdd(a, high, s11)));
    a = v128.load32_splat(a2, 12);
    ((s20 = multiplyAdd(a, low, s20)), (s21 = multiplyAdd(a, high, s21)));
    a = v128.load32_splat(a3, 12);
    ((s30 = multiplyAdd(a, low, s30)), (s31 = multiplyAdd(a, high, s31)));

    ((b += 128), (a0 += 16), (a1 += 16), (a2 += 16), (a3 += 16));
  }
  while (b < end) {
    const low = v128.load(b),
      high = v128.load(b, 16);
    let a = v128.load32_splat(a0);
    ((s00 = multiplyAdd(a, low, s00)), (s01 = multiplyAdd(a, high, s01)));
    a = v128.load32_splat(a1);
    ((s10 = multiplyAdd(a, low, s10)), (s11 = multiplyAdd(a, high, s11)));
    a = v128.load32_splat(a2);
    ((s20 = multiplyAdd(a, low, s20)), (s21 = multiplyAdd(a, high, s21)));
    a = v128.load32_splat(a3);
    ((s30 = multiplyAdd(a, low, s30)), (s31 = multiplyAdd(a, high, s31)));
    ((b += 32), (a0 += 4), (a1 += 4), (a2 += 4), (a3 += 4));
  }
  (v128.store(c, s00), v128.store(c, s01, 16));
  (v128.store(c1, s10), v128.store(c1, s11, 16));
  (v128.store(c2, s20), v128.store(c2, s21, 16));
  (v128.store(c3, s30), v128.store(c3, s31, 16));
}

/** C[4, 8] (+)= Aᵀ · panel, where A stands packed as [depth, 4]. */
export function tile4x8Packed(a: usize, b: usize, depth: i32, c: usize, stride: usize, accumulate: bool): void {
  const c1 = c + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  let s00 = f32x4.splat(0),
    s01 = s00,
    s10 = s00,
    s11 = s00,
    s20 = s00,
    s21 = s00,
    s30 = s00,
    s31 = s00;
  if (accumulate) {
    ((s00 = v128.load(c)), (s01 = v128.load(c, 16)));
    ((s10 = v128.load(c1)), (s11 = v128.load(c1, 16)));
    ((s20 = v128.load(c2)), (s21 = v128.load(c2, 16)));
    ((s30 = v128.load(c3)), (s31 = v128.load(c3, 16)));
  }
  const end = b + ((<usize>depth) << 5);
  const unrolled = b + ((<usize>(depth & ~1)) << 5);
  while (b < unrolled) {
    let low = v128.load(b),
      high = v128.load(b, 16);
    let x = v128.load32_splat(a);
    ((s00 = multiplyAdd(x, low, s00)), (s01 = multiplyAdd(x, high, s01)));
    x = v128.load32_splat(a, 4);
    ((s10 = multiplyAdd(x, low, s10)), (s11 = multiplyAdd(x, high, s11)));
    x = v128.load32_splat(a, 8);
    ((s20 = multiplyAdd(x, low, s20)), (s21 = multiplyAdd(x, high, s21)));
    x = v128.load32_splat(a, 12);
    ((s30 = multiplyAdd(x, low, s30)), (s31 = multiplyAdd(x, high, s31)));

    ((low = v128.load(b, 32)), (high = v128.load(b, 48)));
    x = v128.load32_splat(a, 16);
    ((s00 = multiplyAdd(x, low, s00)), (s01 = multiplyAdd(x, high, s01)));
    x = v128.load32_splat(a, 20);
    ((s10 = multiplyAdd(x, low, s10)), (s11 = multiplyAdd(x, high, s11)));
    x = v128.load32_splat(a, 24);
    ((s20 = multiplyAdd(x, low, s20)), (s21 = multiplyAdd(x, high, s21)));
    x = v128.load32_splat(a, 28);
    ((s30 = multiplyAdd(x, low, s30)), (s31 = multiplyAdd(x, high, s31)));
    ((b += 64), (a += 32));
  }
  if (b < end) {
    const low = v128.load(b),
      high = v128.load(b, 16);
    let x = v128.load32_splat(a);
    ((s00 = multiplyAdd(x, low, s00)), (s01 = multiplyAdd(x, high, s01)));
    x = v128.load32_splat(a, 4);
    ((s10 = multiplyAdd(x, low, s10)), (s11 = multiplyAdd(x, high, s11)));
    x = v128.load32_splat(a, 8);
    ((s20 = multiplyAdd(x, low, s20)), (s21 = multiplyAdd(x, high, s21)));
    x = v128.load32_splat(a, 12);
    ((s30 = multiplyAdd(x, low, s30)), (s31 = multiplyAdd(x, high, s31)));
  }
  (v128.store(c, s00), v128.store(c, s01, 16));
  (v128.store(c1, s10), v128.store(c1, s11, 16));
  (v128.store(c2, s20), v128.store(c2, s21, 16));
  (v128.store(c3, s30), v128.store(c3, s31, 16));
}

/** C[1, 32] (+)= A[1, depth] · four neighbouring panels, `panel` bytes apart: one row is bound by reading B. */
export function tile1x32(a: usize, b: usize, panel: usize, depth: i32, c: usize, accumulate: bool): void {
  let s0 = f32x4.splat(0),
    s1 = s0,
    s2 = s0,
    s3 = s0,
    s4 = s0,
    s5 = s0,
    s6 = s0,
    s7 = s0;
  if (accumulate) {
    ((s0 = v128.load(c)), (s1 = v128.load(c, 16)), (s2 = v128.load(c, 32)), (s3 = v128.load(c, 48)));
    ((s4 = v128.load(c, 64)), (s5 = v128.load(c, 80)), (s6 = v128.load(c, 96)), (s7 = v128.load(c, 112)));
  }
  let b1 = b + panel,
    b2 = b1 + panel,
    b3 = b2 + panel;
  const end = a + ((<usize>depth) << 2);
  const unrolled = a + ((<usize>(depth & ~1)) << 2);
  while (a < unrolled) {
    let x = v128.load32_splat(a);
    ((s0 = multiplyAdd(x, v128.load(b), s0)), (s1 = multiplyAdd(x, v128.load(b, 16), s1)));
    ((s2 = multiplyAdd(x, v128.load(b1), s2)), (s3 = multiplyAdd(x, v128.load(b1, 16), s3)));
    ((s4 = multiplyAdd(x, v128.load(b2), s4)), (s5 = multiplyAdd(x, v128.load(b2, 16), s5)));
    ((s6 = multiplyAdd(x, v128.load(b3), s6)), (s7 = multiplyAdd(x, v128.load(b3, 16), s7)));
    x = v128.load32_splat(a, 4);
    ((s0 = multiplyAdd(x, v128.load(b, 32), s0)), (s1 = multiplyAdd(x, v128.load(b, 48), s1)));
    ((s2 = multiplyAdd(x, v128.load(b1, 32), s2)), (s3 = multiplyAdd(x, v128.load(b1, 48), s3)));
    ((s4 = multiplyAdd(x, v128.load(b2, 32), s4)), (s5 = multiplyAdd(x, v128.load(b2, 48), s5)));
    ((s6 = multiplyAdd(x, v128.load(b3, 32), s6)), (s7 = multiplyAdd(x, v128.load(b3, 48), s7)));
    ((a += 8), (b += 64), (b1 += 64), (b2 += 64), (b3 += 64));
  }
  if (a < end) {
    const x = v128.load32_splat(a);
    ((s0 = multiplyAdd(x, v128.load(b), s0)), (s1 = multiplyAdd(x, v128.load(b, 16), s1)));
    ((s2 = multiplyAdd(x, v128.load(b1), s2)), (s3 = multiplyAdd(x, v128.load(b1, 16), s3)));
    ((s4 = multiplyAdd(x, v128.load(b2), s4)), (s5 = multiplyAdd(x, v128.load(b2, 16), s5)));
    ((s6 = multiplyAdd(x, v128.load(b3), s6)), (s7 = multiplyAdd(x, v128.load(b3, 16), s7)));
  }
  (v128.store(c, s0), v128.store(c, s1, 16), v128.store(c, s2, 32), v128.store(c, s3, 48));
  (v128.store(c, s4, 64), v128.store(c, s5, 80), v128.store(c, s6, 96), v128.store(c, s7, 112));
}

/** C[1, 8] (+)= A[1, depth] · panel. */
export function tile1x8(a: usize, b: usize, depth: i32, c: usize, accumulate: bool): void {
  let s0 = f32x4.splat(0),
    s1 = s0;
  if (accumulate) ((s0 = v128.load(c)), (s1 = v128.load(c, 16)));
  const end = a + ((<usize>depth) << 2);
  while (a < end) {
    const x = v128.load32_splat(a);
    ((s0 = multiplyAdd(x, v128.load(b), s0)), (s1 = multiplyAdd(x, v128.load(b, 16), s1)));
    ((a += 4), (b += 32));
  }
  (v128.store(c, s0), v128.store(c, s1, 16));
}
