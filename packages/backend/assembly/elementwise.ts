/** Maths on every element. Blocks of memory are whole cache lines, so the last vector may reach beyond the last element. */
import { exp, log, sigmoid, tanh } from './maths';
import { partStart } from './split';

/** Parts begin at multiples of this. */
const BLOCK: i32 = 16;

/** target [count] = f(source [count]). */
@unmanaged
export class UnaryTask {
  /** Which function, by its number in src/kernels/elementwise.ts. */
  operation: i32;
  source: usize;
  target: usize;
  count: i32;
}

export function unary(task: UnaryTask, part: i32, parts: i32): void {
  const operation = task.operation;
  const shift = <usize>partStart(task.count, BLOCK, part, parts) << 2;
  const end = task.source + (<usize>partStart(task.count, BLOCK, part + 1, parts) << 2);
  let source = task.source + shift;
  let target = task.target + shift;
  for (; source < end; source += 16, target += 16) v128.store(target, applied(operation, v128.load(source)));
}

// @ts-ignore: decorator
@inline
function applied(operation: i32, x: v128): v128 {
  switch (operation) {
    case 0: return f32x4.neg(x);
    case 1: return f32x4.abs(x);
    case 2: return f32x4.mul(x, x);
    case 3: return f32x4.sqrt(x);
    case 4: return f32x4.div(f32x4.splat(1), f32x4.sqrt(x));
    case 5: return f32x4.div(f32x4.splat(1), x);
    case 6: return f32x4.max(x, f32x4.splat(0));
    case 7: return exp(x);
    case 8: return log(x);
    case 9: return sigmoid(x);
    default: return tanh(x);
  }
}

/** target [count] = f(a, b), each [count] or one scalar. */
@unmanaged
export class BinaryTask {
  /** Which function, by its number in src/kernels/elementwise.ts. */
  operation: i32;
  a: usize;
  b: usize;
  scalarA: i32;
  scalarB: i32;
  target: usize;
  count: i32;
}

export function binary(task: BinaryTask, part: i32, parts: i32): void {
  const operation = task.operation;
  const shift = <usize>partStart(task.count, BLOCK, part, parts) << 2;
  const end = task.target + (<usize>partStart(task.count, BLOCK, part + 1, parts) << 2);
  let a = task.scalarA ? task.a : task.a + shift;
  let b = task.scalarB ? task.b : task.b + shift;
  const stepA: usize = task.scalarA ? 0 : 16;
  const stepB: usize = task.scalarB ? 0 : 16;
  const splatA = v128.load32_splat(task.a);
  const splatB = v128.load32_splat(task.b);
  for (let target = task.target + shift; target < end; target += 16) {
    const x = stepA ? v128.load(a) : splatA;
    const y = stepB ? v128.load(b) : splatB;
    v128.store(target, combined(operation, x, y));
    a += stepA;
    b += stepB;
  }
}

// @ts-ignore: decorator
@inline
function combined(operation: i32, a: v128, b: v128): v128 {
  switch (operation) {
    case 0: return f32x4.add(a, b);
    case 1: return f32x4.sub(a, b);
    case 2: return f32x4.mul(a, b);
    case 3: return f32x4.div(a, b);
    case 4: return f32x4.max(a, b);
    case 5: return f32x4.min(a, b);
    default: return f32x4.mul(f32x4.sub(a, b), f32x4.sub(a, b));
  }
}
