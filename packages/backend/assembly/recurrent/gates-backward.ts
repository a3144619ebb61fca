/**
 * The way back through one row of each cell. `d` [units] is the gradient of the new state and becomes that part of the
 * old state's gradient which does not pass the recurrent product; `dg` gets the gradients of the projections.
 */

// @ts-ignore: decorator
@inline
function oneMinus(x: v128): v128 {
  return f32x4.sub(f32x4.splat(1), x);
}

/** The derivative of σ by its value. */
// @ts-ignore: decorator
@inline
function sigmoidSlope(value: v128): v128 {
  return f32x4.mul(value, oneMinus(value));
}

/** The derivative of tanh by its value. */
// @ts-ignore: decorator
@inline
function tanhSlope(value: v128): v128 {
  return oneMinus(f32x4.mul(value, value));
}

// @ts-ignore: decorator
@inline
export function rnnRowBack(d: usize, next: usize, dg: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    v128.store(dg + at, f32x4.mul(v128.load(d + at), tanhSlope(v128.load(next + at))));
    v128.store(d + at, f32x4.splat(0));
  }
}

/** dg: [projected state of the candidate, z, r, candidate], so that both products read neighbouring columns. */
// @ts-ignore: decorator
@inline
export function gruRowBack(d: usize, saved: usize, previous: usize, dg: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    const keep = saved + at, to = dg + at;
    const z = v128.load(keep), r = v128.load(keep + width);
    const candidate = v128.load(keep + 2 * width), projected = v128.load(keep + 3 * width);
    const dh = v128.load(d + at), h = v128.load(previous + at);
    const dCandidate = f32x4.mul(f32x4.mul(dh, oneMinus(z)), tanhSlope(candidate));
    v128.store(to, f32x4.mul(dCandidate, r));
    v128.store(to + width, f32x4.mul(f32x4.mul(dh, f32x4.sub(h, candidate)), sigmoidSlope(z)));
    v128.store(to + 2 * width, f32x4.mul(f32x4.mul(dCandidate, projected), sigmoidSlope(r)));
    v128.store(to + 3 * width, dCandidate);
    v128.store(d + at, f32x4.mul(dh, z));
  }
}

/** dg: [z, (r, later), candidate]. */
// @ts-ignore: decorator
@inline
export function resetBeforeCandidateBack(d: usize, saved: usize, previous: usize, dg: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    const z = v128.load(saved + at), candidate = v128.load(saved + 2 * width + at);
    const dh = v128.load(d + at), h = v128.load(previous + at);
    v128.store(dg + at, f32x4.mul(f32x4.mul(dh, f32x4.sub(h, candidate)), sigmoidSlope(z)));
    v128.store(dg + 2 * width + at, f32x4.mul(f32x4.mul(dh, oneMinus(z)), tanhSlope(candidate)));
    v128.store(d + at, f32x4.mul(dh, z));
  }
}

/** From the gradient of the reset state: the reset gate's into dg, the entering state's into `dEntering`. */
// @ts-ignore: decorator
@inline
export function resetBeforeGateBack(dReset: usize, saved: usize, entering: usize, dg: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    const r = v128.load(saved + width + at), gradient = v128.load(dReset + at);
    v128.store(dg + width + at, f32x4.mul(f32x4.mul(gradient, v128.load(entering + at)), sigmoidSlope(r)));
    v128.store(dReset + at, f32x4.mul(gradient, r));
  }
}

/** dg: [i, f, candidate, o]; `dc` [units] is the gradient of the new cell and becomes that of the old one. */
// @ts-ignore: decorator
@inline
export function lstmRowBack(d: usize, dc: usize, saved: usize, cell: usize, dg: usize, units: i32): void {
  const width = <usize>units << 2;
  for (let at: usize = 0; at < width; at += 16) {
    const keep = saved + at, to = dg + at;
    const i = v128.load(keep), f = v128.load(keep + width);
    const candidate = v128.load(keep + 2 * width), o = v128.load(keep + 3 * width);
    const squashed = v128.load(keep + 4 * width);
    const dh = v128.load(d + at);
    const dCell = f32x4.add(v128.load(dc + at), f32x4.mul(f32x4.mul(dh, o), tanhSlope(squashed)));
    v128.store(to, f32x4.mul(f32x4.mul(dCell, candidate), sigmoidSlope(i)));
    v128.store(to + width, f32x4.mul(f32x4.mul(dCell, v128.load(cell + at)), sigmoidSlope(f)));
    v128.store(to + 2 * width, f32x4.mul(f32x4.mul(dCell, i), tanhSlope(candidate)));
    v128.store(to + 3 * width, f32x4.mul(f32x4.mul(dh, squashed), sigmoidSlope(o)));
    v128.store(dc + at, f32x4.mul(dCell, f));
    v128.store(d + at, f32x4.splat(0));
  }
}
