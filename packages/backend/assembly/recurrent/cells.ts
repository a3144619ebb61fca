/** Which cell a recurrent task runs; the numbers stand in the tasks' `cell`. */
export const RNN: i32 = 0;
export const GRU: i32 = 1;
/** A GRU whose reset gate multiplies the state before the recurrent product, not after it. */
export const GRU_RESET_BEFORE: i32 = 2;
export const LSTM: i32 = 3;

// @ts-ignore: decorator
@inline
export function copyRow(from: usize, to: usize, count: i32): void {
  const vectors = <usize>(count & ~3) << 2;
  const end = <usize>count << 2;
  let at: usize = 0;
  for (; at < vectors; at += 16) v128.store(to + at, v128.load(from + at));
  for (; at < end; at += 4) store<f32>(to + at, load<f32>(from + at));
}

// @ts-ignore: decorator
@inline
export function zeroRow(to: usize, count: i32): void {
  const vectors = <usize>(count & ~3) << 2;
  const end = <usize>count << 2;
  let at: usize = 0;
  for (; at < vectors; at += 16) v128.store(to + at, f32x4.splat(0));
  for (; at < end; at += 4) store<f32>(to + at, 0);
}

/** to [count] += from [count]. */
// @ts-ignore: decorator
@inline
export function addRow(from: usize, to: usize, count: i32): void {
  const vectors = <usize>(count & ~3) << 2;
  const end = <usize>count << 2;
  let at: usize = 0;
  for (; at < vectors; at += 16) v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
  for (; at < end; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
}

/** to [count] = a [count] · b [count]; whole vectors. */
// @ts-ignore: decorator
@inline
export function multiplyRow(a: usize, b: usize, to: usize, count: i32): void {
  const end = <usize>count << 2;
  for (let at: usize = 0; at < end; at += 16) v128.store(to + at, f32x4.mul(v128.load(a + at), v128.load(b + at)));
}

/** to [count] += a [count] · b [count]; whole vectors. */
// @ts-ignore: decorator
@inline
export function multiplyAddRow(a: usize, b: usize, to: usize, count: i32): void {
  const end = <usize>count << 2;
  for (let at: usize = 0; at < end; at += 16) {
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(v128.load(a + at), v128.load(b + at))));
  }
}
