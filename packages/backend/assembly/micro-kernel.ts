/**
 * The innermost loops of every matrix product. B stands in panels of 8 columns, [depth, 8] each, padded with zeros.
 *
 * Each element of C is one chain of multiply, then add, in the order of `depth`, whatever the shape of the tile: how rows
 * are shared out among threads therefore never changes a bit of the result.
 *
 * V8 loads all that a turn of a loop needs before it computes, so accumulators and operands of one turn together must fit
 * the 15 vector registers that it has: 4×8 is the largest tile that does, and unrolling would spill.
 */
import { multiplyAdd } from './maths';

/** C[4, 8] (+)= A · panel, where A stands packed as [depth, 4]; `stride` is the bytes from one row of C to the next. */
export function tile4x8(a: usize, b: usize, depth: i32, c: usize, stride: usize, accumulate: bool): void {
  const c1 = c + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  if (accumulate) {
    s00 = v128.load(c), s01 = v128.load(c, 16);
    s10 = v128.load(c1), s11 = v128.load(c1, 16);
    s20 = v128.load(c2), s21 = v128.load(c2, 16);
    s30 = v128.load(c3), s31 = v128.load(c3, 16);
  }
  const end = b + (<usize>depth << 5) - 32;
  a -= 16;
  b -= 32;
  do {
    a += 16;
    b += 32;
    const low = v128.load(b), high = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = multiplyAdd(x, low, s00), s01 = multiplyAdd(x, high, s01);
    x = v128.load32_splat(a, 4);
    s10 = multiplyAdd(x, low, s10), s11 = multiplyAdd(x, high, s11);
    x = v128.load32_splat(a, 8);
    s20 = multiplyAdd(x, low, s20), s21 = multiplyAdd(x, high, s21);
    x = v128.load32_splat(a, 12);
    s30 = multiplyAdd(x, low, s30), s31 = multiplyAdd(x, high, s31);
  } while (b < end);
  v128.store(c, s00), v128.store(c, s01, 16);
  v128.store(c1, s10), v128.store(c1, s11, 16);
  v128.store(c2, s20), v128.store(c2, s21, 16);
  v128.store(c3, s30), v128.store(c3, s31, 16);
}

/** C[1, 24] (+)= A[1, depth] · three neighbouring panels, `panel` bytes apart: one row is bound by reading B. */
export function tile1x24(a: usize, b: usize, panel: usize, depth: i32, c: usize, accumulate: bool): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
  if (accumulate) {
    s0 = v128.load(c), s1 = v128.load(c, 16), s2 = v128.load(c, 32);
    s3 = v128.load(c, 48), s4 = v128.load(c, 64), s5 = v128.load(c, 80);
  }
  const end = a + (<usize>depth << 2) - 4;
  a -= 4, b -= 32;
  let b1 = b + panel, b2 = b1 + panel;
  do {
    a += 4, b += 32, b1 += 32, b2 += 32;
    const x = v128.load32_splat(a);
    s0 = multiplyAdd(x, v128.load(b), s0), s1 = multiplyAdd(x, v128.load(b, 16), s1);
    s2 = multiplyAdd(x, v128.load(b1), s2), s3 = multiplyAdd(x, v128.load(b1, 16), s3);
    s4 = multiplyAdd(x, v128.load(b2), s4), s5 = multiplyAdd(x, v128.load(b2, 16), s5);
  } while (a < end);
  v128.store(c, s0), v128.store(c, s1, 16), v128.store(c, s2, 32);
  v128.store(c, s3, 48), v128.store(c, s4, 64), v128.store(c, s5, 80);
}

/** C[1, 8] (+)= A[1, depth] · panel. */
export function tile1x8(a: usize, b: usize, depth: i32, c: usize, accumulate: bool): void {
  let s0 = f32x4.splat(0), s1 = s0;
  if (accumulate) s0 = v128.load(c), s1 = v128.load(c, 16);
  const end = a + (<usize>depth << 2) - 4;
  a -= 4, b -= 32;
  do {
    a += 4, b += 32;
    const x = v128.load32_splat(a);
    s0 = multiplyAdd(x, v128.load(b), s0), s1 = multiplyAdd(x, v128.load(b, 16), s1);
  } while (a < end);
  v128.store(c, s0), v128.store(c, s1, 16);
}
