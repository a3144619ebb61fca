/** Functions of whole rows: softmax, cross-entropy, sums. */
import { exp, log, sum } from './maths';
import { partStart } from './split';

/** Lanes below `rest`. */
// @ts-ignore: decorator
@inline
function lanes(rest: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(rest));
}

/** Values from `at` on; lanes at or beyond `rest` are -Infinity. */
// @ts-ignore: decorator
@inline
function loadRest(at: usize, rest: i32): v128 {
  return v128.bitselect(v128.load(at), f32x4.splat(-f32.MAX_VALUE * 2), lanes(rest));
}

// @ts-ignore: decorator
@inline
function storeRest(at: usize, values: v128, rest: i32): void {
  store<f32>(at, f32x4.extract_lane(values, 0));
  if (rest > 1) store<f32>(at, f32x4.extract_lane(values, 1), 4);
  if (rest > 2) store<f32>(at, f32x4.extract_lane(values, 2), 8);
}

// @ts-ignore: decorator
@inline
export function largest(row: usize, columns: i32): f32 {
  let most = f32x4.splat(-f32.MAX_VALUE * 2);
  let j = 0;
  for (; j + 4 <= columns; j += 4) most = f32x4.max(most, v128.load(row + (<usize>j << 2)));
  if (j < columns) most = f32x4.max(most, loadRest(row + (<usize>j << 2), columns - j));
  return max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
}

/** to [columns] = e^(row - shift), where `to` isn't 0; gives the sum. */
// @ts-ignore: decorator
@inline
export function exponentials(row: usize, columns: i32, shift: f32, to: usize): f32 {
  const shifts = f32x4.splat(shift);
  let total = f32x4.splat(0);
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    const values = exp(f32x4.sub(v128.load(row + (<usize>j << 2)), shifts));
    total = f32x4.add(total, values);
    if (to) v128.store(to + (<usize>j << 2), values);
  }
  if (j < columns) {
    const values = exp(f32x4.sub(loadRest(row + (<usize>j << 2), columns - j), shifts));
    total = f32x4.add(total, values);
    if (to) storeRest(to + (<usize>j << 2), values, columns - j);
  }
  return sum(total);
}

/** target = source · factor + add, for one row. */
// @ts-ignore: decorator
@inline
export function scaleRow(row: usize, columns: i32, factor: f32, add: f32): void {
  const factors = f32x4.splat(factor), adds = f32x4.splat(add);
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    const at = row + (<usize>j << 2);
    v128.store(at, f32x4.add(f32x4.mul(v128.load(at), factors), adds));
  }
  for (; j < columns; j++) {
    const at = row + (<usize>j << 2);
    store<f32>(at, load<f32>(at) * factor + add);
  }
}

@unmanaged
export class SoftmaxTask {
  /** [rows, columns]. */
  source: usize;
  rows: i32;
  columns: i32;
  target: usize;
}

export function softmax(task: SoftmaxTask, part: i32, parts: i32): void {
  const columns = task.columns;
  const last = partStart(task.rows, 1, part + 1, parts);
  for (let row = partStart(task.rows, 1, part, parts); row < last; row++) {
    const shift = <usize>row * <usize>columns << 2;
    const from = task.source + shift;
    const to = task.target + shift;
    const total = exponentials(from, columns, largest(from, columns), to);
    scaleRow(to, columns, <f32>1 / total, 0);
  }
}

@unmanaged
export class CrossEntropyTask {
  /** [rows, classes]. */
  logits: usize;
  /** int32 [rows], within the classes wherever the weight isn't 0. */
  targets: usize;
  /** [rows]. */
  weights: usize;
  rows: i32;
  classes: i32;
  labelSmoothing: f32;
  /** 1 / Σ weights. */
  scale: f32;
  /** [rows]: out, each row's loss in nats, not weighted. */
  losses: usize;
  /** [rows]: out, 1 where the largest logit is the target's, else 0. */
  correct: usize;
  /** [rows, classes]: out, or 0. */
  gradient: usize;
}

/** Softmax cross-entropy of every row, and its gradient. */
export function crossEntropy(task: CrossEntropyTask, part: i32, parts: i32): void {
  const last = partStart(task.rows, 1, part + 1, parts);
  for (let row = partStart(task.rows, 1, part, parts); row < last; row++) crossEntropyRow(task, row);
}

function crossEntropyRow(task: CrossEntropyTask, row: i32): void {
  const classes = task.classes, smoothing = task.labelSmoothing;
  const place = <usize>row << 2;
  const weight = load<f32>(task.weights + place);
  const logits = task.logits + place * classes;
  const gradient = task.gradient ? task.gradient + place * classes : 0;
  if (weight === 0) {
    store<f32>(task.losses + place, 0);
    store<f32>(task.correct + place, 0);
    if (gradient) memory.fill(gradient, 0, <usize>classes << 2);
    return;
  }
  const target = <usize>load<i32>(task.targets + place) << 2;
  const most = largest(logits, classes);
  const total = exponentials(logits, classes, most, gradient);
  const logTotal = f32x4.extract_lane(log(f32x4.splat(total)), 0);
  const own = load<f32>(logits + target);
  let loss = logTotal - (own - most);
  if (smoothing > 0) {
    let all: f64 = 0;
    for (let j = 0; j < classes; j++) all += load<f32>(logits + (<usize>j << 2)) - most;
    loss = <f32>(<f64>logTotal - (1 - <f64>smoothing) * <f64>(own - most) - (<f64>smoothing * all) / classes);
  }
  store<f32>(task.losses + place, loss);
  store<f32>(task.correct + place, <f32>(own === most && isFirst(logits, target, most)));
  if (gradient) {
    const factor = weight * task.scale;
    scaleRow(gradient, classes, factor / total, smoothing > 0 ? (-factor * smoothing) / <f32>classes : 0);
    store<f32>(gradient + target, load<f32>(gradient + target) - factor * (1 - smoothing));
  }
}

/** Whether no logit before the target's is as large. */
function isFirst(logits: usize, target: usize, most: f32): bool {
  for (let at: usize = 0; at < target; at += 4) if (load<f32>(logits + at) === most) return false;
  return true;
}

/** target [rows] = Σ over columns of source [rows, columns], or of its squares; added up in float64. */
@unmanaged
export class RowSumTask {
  source: usize;
  rows: i32;
  columns: i32;
  squares: i32;
  target: usize;
}

export function rowSum(task: RowSumTask, part: i32, parts: i32): void {
  const columns = task.columns;
  const last = partStart(task.rows, 1, part + 1, parts);
  for (let row = partStart(task.rows, 1, part, parts); row < last; row++) {
    let at = task.source + (<usize>row * <usize>columns << 2);
    let low = f64x2.splat(0), high = low;
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const x = v128.load(at);
      let first = f64x2.promote_low_f32x4(x);
      let second = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
      if (task.squares) first = f64x2.mul(first, first), second = f64x2.mul(second, second);
      low = f64x2.add(low, first);
      high = f64x2.add(high, second);
      at += 16;
    }
    const both = f64x2.add(low, high);
    let total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
    for (; j < columns; j++) {
      const value = <f64>load<f32>(at);
      total += task.squares ? value * value : value;
      at += 4;
    }
    store<f32>(task.target + (<usize>row << 2), <f32>total);
  }
}
