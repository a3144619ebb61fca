/** Packing into the panels of the micro-kernels, and products with a matrix that is packed already. */
import { tile1x24, tile1x8, tile4x8 } from './micro-kernel';
import { partStart } from './split';

/** Packs B [depth, columns], row-major with `stride` bytes a row, into panels of 8 columns: [columns / 8, depth, 8]. */
export function packPanels(b: usize, stride: usize, depth: i32, columns: i32, panels: usize): void {
  const whole = columns & ~7;
  for (let column = 0; column < whole; column += 8) {
    let from = b + ((<usize>column) << 2);
    for (let k = 0; k < depth; k++) {
      v128.store(panels, v128.load(from));
      v128.store(panels, v128.load(from, 16), 16);
      from += stride;
      panels += 32;
    }
  }
  const rest = columns - whole;
  if (rest === 0) return;
  let from = b + ((<usize>whole) << 2);
  for (let k = 0; k < depth; k++) {
    v128.store(panels, f32x4.splat(0));
    v128.store(panels, f32x4.splat(0), 16);
    for (let column = 0; column < rest; column++) {
      store<f32>(panels + ((<usize>column) << 2), load<f32>(from + ((<usize>column) << 2)));
    }
    from += stride;
    panels += 32;
  }
}

/** Packs the transpose of B, where B stands as [columns, depth] with `stride` bytes a row. */
export function packPanelsTransposed(b: usize, stride: usize, depth: i32, columns: i32, panels: usize): void {
  for (let column = 0; column < columns; column += 8) {
    const rest = min(8, columns - column);
    if (rest < 8) memory.fill(panels, 0, (<usize>depth) << 5);
    for (let lane = 0; lane < rest; lane += 4) {
      const from = b + <usize>(column + lane) * stride;
      if (rest - lane >= 4) transpose4(from, stride, depth, panels + ((<usize>lane) << 2), 32);
      else {
        for (let row = 0; row < rest - lane; row++) {
          const source = from + <usize>row * stride;
          const target = panels + ((<usize>(lane + row)) << 2);
          for (let k = 0; k < depth; k++) {
            store<f32>(target + ((<usize>k) << 5), load<f32>(source + ((<usize>k) << 2)));
          }
        }
      }
    }
    panels += (<usize>depth) << 5;
  }
}

/** Four rows of `length` values become columns: value k of row r goes to target + k·step + r·4. */
export function transpose4(from: usize, stride: usize, length: i32, target: usize, step: usize): void {
  let r0 = from,
    r1 = r0 + stride,
    r2 = r1 + stride,
    r3 = r2 + stride;
  let k = 0;
  for (; k + 4 <= length; k += 4) {
    const x0 = v128.load(r0),
      x1 = v128.load(r1),
      x2 = v128.load(r2),
      x3 = v128.load(r3);
    const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5),
      high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5),
      high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
    v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(target + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(target + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(target + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    ((r0 += 16), (r1 += 16), (r2 += 16), (r3 += 16));
    target += 4 * step;
  }
  for (; k < length; k++) {
    store<f32>(target, load<f32>(r0));
    store<f32>(target, load<f32>(r1), 4);
    store<f32>(target, load<f32>(r2), 8);
    store<f32>(target, load<f32>(r3), 12);
    ((r0 += 4), (r1 += 4), (r2 += 4), (r3 += 4));
    target += step;
  }
}

/** Packs rows of A [rows, depth] in fours: [rows / 4, depth, 4]; `rows` is a multiple of 4. */
export function packRows(a: usize, stride: usize, depth: i32, rows: i32, packed: usize): void {
  for (let row = 0; row < rows; row += 4) {
    transpose4(a, stride, depth, packed, 16);
    a += 4 * stride;
    packed += <usize>depth << 4;
  }
}

/**
 * C [rows, 8·count] (+)= A [rows, depth] · B, where B stands in `count` panels. Strides are bytes from row to row;
 * rows of C hold whole panels; `packed` is room for [rows, depth].
 */
export function multiplyPanels(
  a: usize, strideA: usize, rows: i32, depth: i32, panels: usize, count: i32, c: usize, strideC: usize, accumulate: bool,
  packed: usize,
): void {
  const panel = <usize>depth << 5;
  const blocked = rows & ~3;
  if (blocked > 0) {
    packRows(a, strideA, depth, blocked, packed);
    let b = panels;
    for (let j = 0; j < count; j++) {
      let from = packed;
      let to = c + (<usize>j << 5);
      for (let row = 0; row < blocked; row += 4) {
        tile4x8(from, b, depth, to, strideC, accumulate);
        from += <usize>depth << 4;
        to += 4 * strideC;
      }
      b += panel;
    }
  }
  for (let row = blocked; row < rows; row++) {
    rowTimesPanels(a + <usize>row * strideA, depth, panels, panel, count, c + <usize>row * strideC, accumulate);
  }
}

/** C [1, 8·count] (+)= A [1, depth] · B in `count` panels, `panel` bytes from one to the next. */
export function rowTimesPanels(
  a: usize, depth: i32, panels: usize, panel: usize, count: i32, c: usize, accumulate: bool,
): void {
  let j = 0;
  for (; j + 3 <= count; j += 3) {
    tile1x24(a, panels, panel, depth, c, accumulate);
    panels += 3 * panel;
    c += 96;
  }
  for (; j < count; j++) {
    tile1x8(a, panels, depth, c, accumulate);
    panels += panel;
    c += 32;
  }
}

/** Packs a matrix once for many products. */
@unmanaged
export class PackTask {
  /** [depth, columns], or with `transposed` [columns, depth]. */
  source: usize;
  /** Floats from one row of the source to the next. */
  stride: i32;
  depth: i32;
  columns: i32;
  transposed: i32;
  panels: usize;
}

export function pack(task: PackTask, part: i32, parts: i32): void {
  const first = partStart(task.columns, 8, part, parts);
  const columns = partStart(task.columns, 8, part + 1, parts) - first;
  const stride = (<usize>task.stride) << 2;
  const panels = task.panels + <usize>first * <usize>task.depth * 4;
  if (task.transposed) {
    packPanelsTransposed(task.source + <usize>first * stride, stride, task.depth, columns, panels);
  } else packPanels(task.source + ((<usize>first) << 2), stride, task.depth, columns, panels);
}
