/** One update of one variable in one pass, out of place. See `RefrainOptimizerUpdate` in @refrain/ops for the formulas. */
import { partStart } from './split';

const BLOCK: i32 = 16;

/** The gradient as the rules see it: scaled, clipped, with weight decay added. */
// @ts-ignore: decorator
@inline
function effective(gradient: usize, value: v128, scale: f32, clip: f32, l2: f32): v128 {
  let g = f32x4.mul(v128.load(gradient), f32x4.splat(scale));
  g = f32x4.pmax(f32x4.pmin(g, f32x4.splat(clip)), f32x4.splat(-clip));
  return f32x4.add(g, f32x4.mul(value, f32x4.splat(l2)));
}

@unmanaged
export class AdamTask {
  value: usize;
  gradient: usize;
  mean: usize;
  variance: usize;
  newValue: usize;
  newMean: usize;
  newVariance: usize;
  count: i32;
  gradientScale: f32;
  clipValue: f32;
  l2: f32;
  beta1: f32;
  beta2: f32;
  /** 1 - beta1 and 1 - beta2, subtracted before rounding to float32. */
  beta1Rest: f32;
  beta2Rest: f32;
  stepMomentum: f32;
  stepGradient: f32;
  varianceScale: f32;
  epsilon: f32;
  /** 1 - decay. */
  keep: f32;
}

export function adam(task: AdamTask, part: i32, parts: i32): void {
  const end = <usize>partStart(task.count, BLOCK, part + 1, parts) << 2;
  const beta1 = f32x4.splat(task.beta1), beta2 = f32x4.splat(task.beta2);
  const rest1 = f32x4.splat(task.beta1Rest), rest2 = f32x4.splat(task.beta2Rest);
  for (let at = <usize>partStart(task.count, BLOCK, part, parts) << 2; at < end; at += 16) {
    const value = v128.load(task.value + at);
    const g = effective(task.gradient + at, value, task.gradientScale, task.clipValue, task.l2);
    const m = f32x4.add(f32x4.mul(beta1, v128.load(task.mean + at)), f32x4.mul(rest1, g));
    const v = f32x4.add(f32x4.mul(beta2, v128.load(task.variance + at)), f32x4.mul(rest2, f32x4.mul(g, g)));
    const step = f32x4.add(f32x4.mul(f32x4.splat(task.stepMomentum), m), f32x4.mul(f32x4.splat(task.stepGradient), g));
    const root = f32x4.sqrt(f32x4.mul(v, f32x4.splat(task.varianceScale)));
    const change = f32x4.div(step, f32x4.add(root, f32x4.splat(task.epsilon)));
    v128.store(task.newValue + at, f32x4.sub(f32x4.mul(value, f32x4.splat(task.keep)), change));
    v128.store(task.newMean + at, m);
    v128.store(task.newVariance + at, v);
  }
}

@unmanaged
export class RmspropTask {
  value: usize;
  gradient: usize;
  variance: usize;
  /** 0 without momentum. */
  buffer: usize;
  newValue: usize;
  newVariance: usize;
  newBuffer: usize;
  count: i32;
  gradientScale: f32;
  clipValue: f32;
  l2: f32;
  rate: f32;
  rho: f32;
  /** 1 - rho. */
  rhoRest: f32;
  momentum: f32;
  epsilon: f32;
  epsilonInside: i32;
}

export function rmsprop(task: RmspropTask, part: i32, parts: i32): void {
  const end = <usize>partStart(task.count, BLOCK, part + 1, parts) << 2;
  const epsilon = f32x4.splat(task.epsilon);
  for (let at = <usize>partStart(task.count, BLOCK, part, parts) << 2; at < end; at += 16) {
    const value = v128.load(task.value + at);
    const g = effective(task.gradient + at, value, task.gradientScale, task.clipValue, task.l2);
    const old = f32x4.mul(f32x4.splat(task.rho), v128.load(task.variance + at));
    const v = f32x4.add(old, f32x4.mul(f32x4.splat(task.rhoRest), f32x4.mul(g, g)));
    const root = task.epsilonInside ? f32x4.sqrt(f32x4.add(v, epsilon)) : f32x4.add(f32x4.sqrt(v), epsilon);
    let change = f32x4.div(f32x4.mul(f32x4.splat(task.rate), g), root);
    if (task.buffer) {
      change = f32x4.add(f32x4.mul(f32x4.splat(task.momentum), v128.load(task.buffer + at)), change);
      v128.store(task.newBuffer + at, change);
    }
    v128.store(task.newValue + at, f32x4.sub(value, change));
    v128.store(task.newVariance + at, v);
  }
}

@unmanaged
export class SgdTask {
  value: usize;
  gradient: usize;
  /** 0 without momentum. */
  buffer: usize;
  newValue: usize;
  newBuffer: usize;
  count: i32;
  gradientScale: f32;
  clipValue: f32;
  l2: f32;
  rate: f32;
  momentum: f32;
  nesterov: i32;
}

export function sgd(task: SgdTask, part: i32, parts: i32): void {
  const end = <usize>partStart(task.count, BLOCK, part + 1, parts) << 2;
  const momentum = f32x4.splat(task.momentum);
  for (let at = <usize>partStart(task.count, BLOCK, part, parts) << 2; at < end; at += 16) {
    const value = v128.load(task.value + at);
    const g = effective(task.gradient + at, value, task.gradientScale, task.clipValue, task.l2);
    let change = f32x4.mul(f32x4.splat(-task.rate), g);
    if (task.buffer) {
      const b = f32x4.add(f32x4.mul(momentum, v128.load(task.buffer + at)), change);
      v128.store(task.newBuffer + at, b);
      change = task.nesterov ? f32x4.add(f32x4.mul(momentum, b), change) : b;
    }
    v128.store(task.newValue + at, f32x4.add(value, change));
  }
}
