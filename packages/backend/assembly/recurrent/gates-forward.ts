/**
 * What each cell makes of one row's projected input `x` and projected state `p` [gates · units]; `units` is a multiple
 * of 8. Gates stand in Keras's order; `saved` keeps what the way back needs.
 */
import { multiplyAdd, sigmoid, tanh } from '../maths';

// @ts-ignore: decorator
@inline
export function rnnRow(x: usize, p: usize, next: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    v128.store(next + at, tanh(f32x4.add(v128.load(x + at), v128.load(p + at))));
  }
}

/** saved: [z, r, candidate, projected state of the candidate]. */
// @ts-ignore: decorator
@inline
export function gruRow(x: usize, p: usize, bias: usize, previous: usize, next: usize, saved: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    const xr = x + width + at, xh = xr + width, pr = p + width + at, ph = pr + width;
    const z = sigmoid(f32x4.add(v128.load(x + at), v128.load(p + at)));
    const r = sigmoid(f32x4.add(v128.load(xr), v128.load(pr)));
    const projected = f32x4.add(v128.load(ph), v128.load(bias + at));
    const candidate = tanh(multiplyAdd(r, projected, v128.load(xh)));
    const h = v128.load(previous + at);
    v128.store(next + at, multiplyAdd(z, f32x4.sub(h, candidate), candidate));
    const keep = saved + at;
    v128.store(keep, z);
    v128.store(keep + width, r);
    v128.store(keep + 2 * width, candidate);
    v128.store(keep + 3 * width, projected);
  }
}

/** The gates of a GRU that resets before its product; writes r · state to `reset`. saved: [z, r, candidate]. */
// @ts-ignore: decorator
@inline
export function resetBeforeGates(x: usize, p: usize, state: usize, reset: usize, saved: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    const z = sigmoid(f32x4.add(v128.load(x + at), v128.load(p + at)));
    const r = sigmoid(f32x4.add(v128.load(x + width + at), v128.load(p + width + at)));
    v128.store(saved + at, z);
    v128.store(saved + width + at, r);
    v128.store(reset + at, f32x4.mul(r, v128.load(state + at)));
  }
}

/** The new state of a GRU that resets before its product, from the projected reset state. */
// @ts-ignore: decorator
@inline
export function resetBeforeRow(x: usize, p: usize, previous: usize, next: usize, saved: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    const candidate = tanh(f32x4.add(v128.load(x + 2 * width + at), v128.load(p + at)));
    const h = v128.load(previous + at);
    v128.store(next + at, multiplyAdd(v128.load(saved + at), f32x4.sub(h, candidate), candidate));
    v128.store(saved + 2 * width + at, candidate);
  }
}

/** saved: [i, f, candidate, o, tanh of the new cell]. */
// @ts-ignore: decorator
@inline
export function lstmRow(x: usize, p: usize, cell: usize, nextCell: usize, next: usize, saved: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    const xi = x + at, pi = p + at, keep = saved + at;
    const i = sigmoid(f32x4.add(v128.load(xi), v128.load(pi)));
    const f = sigmoid(f32x4.add(v128.load(xi + width), v128.load(pi + width)));
    const candidate = tanh(f32x4.add(v128.load(xi + 2 * width), v128.load(pi + 2 * width)));
    const o = sigmoid(f32x4.add(v128.load(xi + 3 * width), v128.load(pi + 3 * width)));
    const c = multiplyAdd(f, v128.load(cell + at), f32x4.mul(i, candidate));
    const squashed = tanh(c);
    v128.store(nextCell + at, c);
    v128.store(next + at, f32x4.mul(o, squashed));
    v128.store(keep, i);
    v128.store(keep + width, f);
    v128.store(keep + 2 * width, candidate);
    v128.store(keep + 3 * width, o);
    v128.store(keep + 4 * width, squashed);
  }
}
