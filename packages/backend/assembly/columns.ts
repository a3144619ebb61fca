/** Sums over rows. Parts share out the columns, so that the order of adding never depends on their number. */
import { partStart } from './split';

/** target [columns] = Σ over rows of source [rows, columns]. */
@unmanaged
export class ColumnSumTask {
  source: usize;
  /** Floats from row to row. */
  stride: i32;
  rows: i32;
  columns: i32;
  target: usize;
}

export function columnSum(task: ColumnSumTask, part: i32, parts: i32): void {
  const last = partStart(task.columns, 16, part + 1, parts);
  const step = <usize>task.stride << 2;
  let column = partStart(task.columns, 16, part, parts);
  for (; column + 16 <= last; column += 16) {
    let from = task.source + (<usize>column << 2);
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let row = 0; row < task.rows; row++) {
      s0 = f32x4.add(s0, v128.load(from)), s1 = f32x4.add(s1, v128.load(from, 16));
      s2 = f32x4.add(s2, v128.load(from, 32)), s3 = f32x4.add(s3, v128.load(from, 48));
      from += step;
    }
    const to = task.target + (<usize>column << 2);
    v128.store(to, s0), v128.store(to, s1, 16), v128.store(to, s2, 32), v128.store(to, s3, 48);
  }
  for (; column < last; column++) {
    let from = task.source + (<usize>column << 2);
    let total: f32 = 0;
    for (let row = 0; row < task.rows; row++) {
      total += load<f32>(from);
      from += step;
    }
    store<f32>(task.target + (<usize>column << 2), total);
  }
}

/**
 * target [segments, columns] = Σ of the rows of source whose id is the segment; ids outside the segments are left out.
 */
@unmanaged
export class SegmentSumTask {
  source: usize;
  strideSource: i32;
  /** int32 [rows]. */
  ids: usize;
  rows: i32;
  columns: i32;
  segments: i32;
  target: usize;
  strideTarget: i32;
  /** [rows]: factors of the rows, or 0. */
  scale: usize;
}

export function segmentSum(task: SegmentSumTask, part: i32, parts: i32): void {
  const first = partStart(task.columns, 4, part, parts);
  const columns = partStart(task.columns, 4, part + 1, parts) - first;
  if (columns <= 0) return;
  const stepFrom = <usize>task.strideSource << 2;
  const stepTo = <usize>task.strideTarget << 2;
  const source = task.source + (<usize>first << 2);
  const target = task.target + (<usize>first << 2);
  for (let segment = 0; segment < task.segments; segment++) {
    memory.fill(target + <usize>segment * stepTo, 0, <usize>columns << 2);
  }
  for (let row = 0; row < task.rows; row++) {
    const id = load<i32>(task.ids + (<usize>row << 2));
    if (<u32>id >= <u32>task.segments) continue;
    const from = source + <usize>row * stepFrom;
    const to = target + <usize>id * stepTo;
    if (task.scale) addScaled(from, load<f32>(task.scale + (<usize>row << 2)), to, columns);
    else addPlain(from, to, columns);
  }
}

// @ts-ignore: decorator
@inline
function addPlain(from: usize, to: usize, columns: i32): void {
  const vectors = <usize>(columns & ~3) << 2;
  const end = <usize>columns << 2;
  let at: usize = 0;
  for (; at < vectors; at += 16) v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
  for (; at < end; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
}

/** to [columns] += from [columns] · factor. */
// @ts-ignore: decorator
@inline
export function addScaled(from: usize, factor: f32, to: usize, columns: i32): void {
  const vectors = <usize>(columns & ~3) << 2;
  const end = <usize>columns << 2;
  const factors = f32x4.splat(factor);
  let at: usize = 0;
  for (; at < vectors; at += 16) {
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(v128.load(from + at), factors)));
  }
  for (; at < end; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at) * factor);
}

/** Writes one row `rows` times. */
@unmanaged
export class RepeatRowTask {
  /** [columns]. */
  source: usize;
  rows: i32;
  columns: i32;
  /** [rows, columns]. */
  target: usize;
}

export function repeatRow(task: RepeatRowTask, part: i32, parts: i32): void {
  const last = partStart(task.rows, 1, part + 1, parts);
  const end = <usize>task.columns << 2;
  const vectors = end & ~15;
  for (let row = partStart(task.rows, 1, part, parts); row < last; row++) {
    const to = task.target + <usize>row * end;
    let at: usize = 0;
    for (; at < vectors; at += 16) v128.store(to + at, v128.load(task.source + at));
    for (; at < end; at += 4) store<f32>(to + at, load<f32>(task.source + at));
  }
}

/** target[i] = scale[i] · table[ids[i]] + bias: rows of a table in the order of ids. */
@unmanaged
export class GatherTask {
  table: usize;
  /** int32 [rows], each within the table; or 0: the table's own order. */
  ids: usize;
  rows: i32;
  columns: i32;
  /** Floats from row to row of the table; the target's rows stand close together. */
  stride: i32;
  /** [rows], or 0. */
  scale: usize;
  /** [columns], or 0. */
  bias: usize;
  target: usize;
}

export function gather(task: GatherTask, part: i32, parts: i32): void {
  const last = partStart(task.rows, 1, part + 1, parts);
  const end = <usize>task.columns << 2;
  const vectors = end & ~15;
  for (let row = partStart(task.rows, 1, part, parts); row < last; row++) {
    const id = task.ids ? load<i32>(task.ids + (<usize>row << 2)) : row;
    const from = task.table + (<usize>id * task.stride << 2);
    const to = task.target + <usize>row * end;
    const factor = task.scale ? load<f32>(task.scale + (<usize>row << 2)) : <f32>1;
    const factors = f32x4.splat(factor);
    let at: usize = 0;
    if (task.bias) {
      for (; at < vectors; at += 16) {
        v128.store(to + at, f32x4.add(f32x4.mul(v128.load(from + at), factors), v128.load(task.bias + at)));
      }
      for (; at < end; at += 4) store<f32>(to + at, load<f32>(from + at) * factor + load<f32>(task.bias + at));
    } else {
      for (; at < vectors; at += 16) v128.store(to + at, f32x4.mul(v128.load(from + at), factors));
      for (; at < end; at += 4) store<f32>(to + at, load<f32>(from + at) * factor);
    }
  }
}

/**
 * Copies rows of blocks: block `order[i]` of each source row becomes block i of the target row, cut or padded with zeros
 * to the target's width; rows change from [first, second] to [second, first] where `second` is above 0.
 */
@unmanaged
export class ArrangeTask {
  source: usize;
  target: usize;
  rows: i32;
  /** 0, or how many rows follow each other in the source before the outer index changes. */
  second: i32;
  /** int32 [blocks]. */
  order: usize;
  blocks: i32;
  widthSource: i32;
  widthTarget: i32;
  strideSource: i32;
  strideTarget: i32;
}

export function arrange(task: ArrangeTask, part: i32, parts: i32): void {
  const last = partStart(task.rows, 1, part + 1, parts);
  const width = min(task.widthSource, task.widthTarget);
  for (let row = partStart(task.rows, 1, part, parts); row < last; row++) {
    let place = row;
    if (task.second) {
      const outer = row / task.second;
      place = (row - outer * task.second) * (task.rows / task.second) + outer;
    }
    const from = task.source + (<usize>row * task.strideSource << 2);
    const to = task.target + (<usize>place * task.strideTarget << 2);
    for (let block = 0; block < task.blocks; block++) {
      const origin = from + (<usize>(load<i32>(task.order + (<usize>block << 2)) * task.widthSource) << 2);
      const aim = to + (<usize>(block * task.widthTarget) << 2);
      memory.copy(aim, origin, <usize>width << 2);
      if (width < task.widthTarget) memory.fill(aim + (<usize>width << 2), 0, <usize>(task.widthTarget - width) << 2);
    }
  }
}
