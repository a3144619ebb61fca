/** The general matrix product, blocked for the caches after Goto and van de Geijn, "Anatomy of High-Performance Matrix
 * Multiplication", 2008. */
import { multiplyAdd, sum } from './maths';
import { tile4x8 } from './micro-kernel';
import { packPanels, packPanelsTransposed, packRows } from './panels';
import { partStart } from './split';

/** A block of B, DEPTH × COLUMNS, stays in the second-level cache together with one of A, ROWS × DEPTH. */
const DEPTH: i32 = 256;
const COLUMNS: i32 = 384;
const ROWS: i32 = 128;
/** At or below this many rows nothing is packed: the work would be all packing. */
const THIN: i32 = 3;

/** Room that each part needs: an edge tile and both packed blocks. */
export const gemmScratchBytes: i32 = 128 + ROWS * DEPTH * 4 + COLUMNS * DEPTH * 4;

@unmanaged
export class GemmTask {
  /** Row-major [rows, depth], or with `transposeA` [depth, rows]. */
  a: usize;
  /** Row-major [depth, columns], or with `transposeB` [columns, depth]. */
  b: usize;
  /** Row-major [rows, columns]. */
  c: usize;
  rows: i32;
  columns: i32;
  depth: i32;
  /** Floats from one row to the next as the matrix stands in memory. */
  strideA: i32;
  strideB: i32;
  strideC: i32;
  transposeA: i32;
  transposeB: i32;
  /** Whether the product is added to what is in C. */
  accumulate: i32;
  /** Room for the packed blocks: `gemmScratchBytes` a part. */
  scratch: usize;
}

/** C (+)= A · B. Parts share out the columns of C or its rows, whichever there is more of; never the depth. */
export function gemm(task: GemmTask, part: i32, parts: i32): void {
  let row = 0,
    rows = task.rows,
    column = 0,
    columns = task.columns;
  if (columns >= rows) {
    column = partStart(columns, 8, part, parts);
    columns = partStart(task.columns, 8, part + 1, parts) - column;
  } else {
    row = partStart(rows, 4, part, parts);
    rows = partStart(task.rows, 4, part + 1, parts) - row;
  }
  if (rows <= 0 || columns <= 0) return;
  const a = task.a + ((<usize>(task.transposeA ? row : row * task.strideA)) << 2);
  const b = task.b + ((<usize>(task.transposeB ? column * task.strideB : column)) << 2);
  const c = task.c + ((<usize>(row * task.strideC + column)) << 2);
  const scratch = task.scratch + <usize>part * gemmScratchBytes;
  if (task.depth === 0) {
    if (!task.accumulate) {
      for (let i = 0; i < rows; i++) memory.fill(c + ((<usize>(i * task.strideC)) << 2), 0, (<usize>columns) << 2);
    }
  } else if (task.rows <= THIN) thin(task, a, b, c, rows, columns);
  else blocked(task, a, b, c, rows, columns, scratch);
}

function blocked(task: GemmTask, a: usize, b: usize, c: usize, rows: i32, columns: i32, scratch: usize): void {
  const strideA = (<usize>task.strideA) << 2;
  const strideB = (<usize>task.strideB) << 2;
  const strideC = (<usize>task.strideC) << 2;
  const edge = scratch;
  const panelsA = edge + 128;
  const panelsB = panelsA + <usize>(ROWS * DEPTH * 4);
  for (let j = 0; j < columns; j += COLUMNS) {
    const width = min(COLUMNS, columns - j);
    for (let k = 0; k < task.depth; k += DEPTH) {
      const depth = min(DEPTH, task.depth - k);
      const accumulate = task.accumulate !== 0 || k > 0;
      if (task.transposeB) {
        packPanelsTransposed(b + <usize>j * strideB + ((<usize>k) << 2), strideB, depth, width, panelsB);
      } else packPanels(b + <usize>k * strideB + ((<usize>j) << 2), strideB, depth, width, panelsB);
      for (let i = 0; i < rows; i += ROWS) {
        const height = min(ROWS, rows - i);
        const corner = c + <usize>i * strideC + ((<usize>j) << 2);
        if (task.transposeA) {
          packColumns(a + <usize>k * strideA + (<usize>i << 2), strideA, depth, height, panelsA);
        } else {
          const from = a + <usize>i * strideA + (<usize>k << 2);
          const whole = height & ~3;
          packRows(from, strideA, depth, whole, panelsA);
          packLastRows(from + <usize>whole * strideA, strideA, depth, height - whole, panelsA + <usize>(whole * depth * 4));
        }
        block(panelsA, panelsB, depth, height, width, corner, strideC, accumulate, edge);
      }
    }
  }
}

/** Packs A, which stands as [depth, rows], in fours: [rows / 4, depth, 4]. */
function packColumns(a: usize, stride: usize, depth: i32, rows: i32, packed: usize): void {
  for (let row = 0; row < rows; row += 4) {
    let from = a + (<usize>row << 2);
    const rest = rows - row;
    for (let k = 0; k < depth; k++) {
      if (rest >= 4) v128.store(packed, v128.load(from));
      else {
        v128.store(packed, f32x4.splat(0));
        for (let lane = 0; lane < rest; lane++) {
          store<f32>(packed + (<usize>lane << 2), load<f32>(from + (<usize>lane << 2)));
        }
      }
      from += stride;
      packed += 16;
    }
  }
}

/** Packs the last rows, fewer than four, with zeros beside them. */
function packLastRows(a: usize, stride: usize, depth: i32, rows: i32, packed: usize): void {
  if (rows === 0) return;
  memory.fill(packed, 0, <usize>depth << 4);
  for (let row = 0; row < rows; row++) {
    const from = a + <usize>row * stride;
    const to = packed + (<usize>row << 2);
    for (let k = 0; k < depth; k++) store<f32>(to + (<usize>k << 4), load<f32>(from + (<usize>k << 2)));
  }
}

/** C [rows, columns] (+)= A · B, both packed. */
function block(
  a: usize,
  b: usize,
  depth: i32,
  rows: i32,
  columns: i32,
  c: usize,
  stride: usize,
  accumulate: bool,
  edge: usize,
): void {
  for (let j = 0; j < columns; j += 8) {
    let panelA = a;
    for (let i = 0; i < rows; i += 4) {
      const to = c + <usize>i * stride + ((<usize>j) << 2);
      if (columns - j >= 8 && rows - i >= 4) tile4x8(panelA, b, depth, to, stride, accumulate);
      else {
        if (accumulate) copyTile(to, stride, edge, 32, rows - i, columns - j);
        tile4x8(panelA, b, depth, edge, 32, accumulate);
        copyTile(edge, 32, to, stride, rows - i, columns - j);
      }
      panelA += (<usize>depth) << 4;
    }
    b += (<usize>depth) << 5;
  }
}

/** Copies the part of a 4×8 tile that lies inside the matrix. */
function copyTile(from: usize, strideFrom: usize, to: usize, strideTo: usize, rows: i32, columns: i32): void {
  const height = min(4, rows);
  const width = min(8, columns);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) store<f32>(to + ((<usize>j) << 2), load<f32>(from + ((<usize>j) << 2)));
    from += strideFrom;
    to += strideTo;
  }
}

/** A few rows: B is read once, in the order in which it stands. */
function thin(task: GemmTask, a: usize, b: usize, c: usize, rows: i32, columns: i32): void {
  const stepA = (<usize>(task.transposeA ? task.strideA : <i32>1)) << 2;
  const rowA = (<usize>(task.transposeA ? <i32>1 : task.strideA)) << 2;
  for (let i = 0; i < rows; i++) {
    const from = a + <usize>i * rowA;
    const to = c + ((<usize>(i * task.strideC)) << 2);
    if (task.transposeB) dotProducts(task, from, stepA, b, to, columns);
    else rowTimesMatrix(task, from, stepA, b, to, columns);
  }
}

function rowTimesMatrix(task: GemmTask, a: usize, stepA: usize, b: usize, c: usize, columns: i32): void {
  const strideB = (<usize>task.strideB) << 2;
  const accumulate = task.accumulate !== 0;
  let j = 0;
  for (; j + 16 <= columns; j += 16) {
    const to = c + ((<usize>j) << 2);
    let s0 = f32x4.splat(0),
      s1 = s0,
      s2 = s0,
      s3 = s0;
    if (accumulate)
      ((s0 = v128.load(to)), (s1 = v128.load(to, 16)), (s2 = v128.load(to, 32)), (s3 = v128.load(to, 48)));
    let from = b + ((<usize>j) << 2);
    let x = a;
    for (let k = 0; k < task.depth; k++) {
      const value = v128.load32_splat(x);
      ((s0 = multiplyAdd(value, v128.load(from), s0)), (s1 = multiplyAdd(value, v128.load(from, 16), s1)));
      ((s2 = multiplyAdd(value, v128.load(from, 32), s2)), (s3 = multiplyAdd(value, v128.load(from, 48), s3)));
      from += strideB;
      x += stepA;
    }
    (v128.store(to, s0), v128.store(to, s1, 16), v128.store(to, s2, 32), v128.store(to, s3, 48));
  }
  for (; j < columns; j++) {
    const to = c + ((<usize>j) << 2);
    let total = accumulate ? load<f32>(to) : <f32>0;
    let from = b + ((<usize>j) << 2);
    let x = a;
    for (let k = 0; k < task.depth; k++) {
      total += load<f32>(x) * load<f32>(from);
      from += strideB;
      x += stepA;
    }
    store<f32>(to, total);
  }
}

function dotProducts(task: GemmTask, a: usize, stepA: usize, b: usize, c: usize, columns: i32): void {
  const strideB = (<usize>task.strideB) << 2;
  const vectors = stepA === 4 ? task.depth & ~3 : 0;
  for (let j = 0; j < columns; j++) {
    const row = b + <usize>j * strideB;
    let sums = f32x4.splat(0);
    for (let k = 0; k < vectors; k += 4) {
      const offset = (<usize>k) << 2;
      sums = multiplyAdd(v128.load(a + offset), v128.load(row + offset), sums);
    }
    let total = sum(sums);
    for (let k = vectors; k < task.depth; k++)
      total += load<f32>(a + <usize>k * stepA) * load<f32>(row + ((<usize>k) << 2));
    const to = c + ((<usize>j) << 2);
    store<f32>(to, task.accumulate ? load<f32>(to) + total : total);
  }
}
