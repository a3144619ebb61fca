/** The general matrix product, blocked for the caches after Goto and van de Geijn, "Anatomy of High-Performance Matrix
 * Multiplication", 2008. */
import { multiplyAdd, sum } from './maths';
import { tile4x8 } from './micro-kernel';
import { packPanels, packPanelsTransposed, packRows, rowTimesPanels } from './panels';
import { partStart } from './split';

/** A block of B, DEPTH × COLUMNS, stays in the second-level cache together with one of A, ROWS × DEPTH. */
const DEPTH: i32 = 256;
const COLUMNS: i32 = 384;
const ROWS: i32 = 128;
/** At or below this many rows nothing is packed: the work would be all packing. */
const THIN: i32 = 3;

/** {@link THIN}, for callers: so few rows times a transpose are sums in an order of their own, which panels would change. */
export const gemmThinRows: i32 = THIN;

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
  /** Where B stands in panels already, [columns / 8, panelDepth, 8], these; else 0. Only they are read then. */
  panels: usize;
  panelDepth: i32;
  /** How many products there are, of neighbours: floats from one A, B and C to the next, 0 where it is the same one. */
  count: i32;
  nextA: i32;
  nextB: i32;
  nextC: i32;
  /** Room for the packed blocks: `gemmScratchBytes` a part. */
  scratch: usize;
}

/** C (+)= A · B for one or many. Parts share out the products, or the columns or rows of the only one; never the depth. */
export function gemm(task: GemmTask, part: i32, parts: i32): void {
  const scratch = task.scratch + <usize>part * gemmScratchBytes;
  if (task.count === 1) return product(task, 0, part, parts, scratch);
  const end = partStart(task.count, 1, part + 1, parts);
  for (let index = partStart(task.count, 1, part, parts); index < end; index++) product(task, index, 0, 1, scratch);
}

/** One of the products; parts share out the columns of C or its rows, whichever there is more of. */
function product(task: GemmTask, index: i32, part: i32, parts: i32, scratch: usize): void {
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
  const a = task.a + ((<usize>(index * task.nextA + (task.transposeA ? row : row * task.strideA))) << 2);
  const b = task.b + ((<usize>(index * task.nextB + (task.transposeB ? column * task.strideB : column))) << 2);
  const c = task.c + ((<usize>(index * task.nextC + row * task.strideC + column)) << 2);
  if (task.depth === 0) {
    if (!task.accumulate) {
      for (let i = 0; i < rows; i++) memory.fill(c + ((<usize>(i * task.strideC)) << 2), 0, (<usize>columns) << 2);
    }
  } else if (task.panels) {
    const panels = task.panels + (((<usize>column) * <usize>task.panelDepth) << 2);
    packed(task, a, panels, c, rows, columns, scratch);
  } else if (task.rows <= THIN) thin(task, a, b, c, rows, columns);
  else blocked(task, a, b, c, rows, columns, scratch);
}

function blocked(task: GemmTask, a: usize, b: usize, c: usize, rows: i32, columns: i32, scratch: usize): void {
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
        packBlock(task, a, i, k, height, depth, panelsA);
        block(panelsA, panelsB, (<usize>depth) << 5, depth, height, width, corner, strideC, accumulate, edge);
      }
    }
  }
}

/** The same sums with a B that is packed whole: read once, from its begin to its end, for up to four rows. */
function packed(task: GemmTask, a: usize, panels: usize, c: usize, rows: i32, columns: i32, scratch: usize): void {
  const strideC = (<usize>task.strideC) << 2;
  const panel = (<usize>task.panelDepth) << 5;
  const edge = scratch;
  const panelsA = edge + 128;
  if (rows === 1 && !task.transposeA && columns >= 8) {
    const whole = columns & ~7;
    rowTimesPanels(a, task.depth, panels, panel, whole >> 3, c, task.accumulate !== 0);
    columns -= whole;
    if (columns === 0) return;
    c += (<usize>whole) << 2;
    panels += (<usize>(whole >> 3)) * panel;
  }
  const deep = rows <= 4 ? (ROWS * DEPTH) / 4 : DEPTH;
  for (let k = 0; k < task.depth; k += deep) {
    const depth = min(deep, task.depth - k);
    const accumulate = task.accumulate !== 0 || k > 0;
    for (let i = 0; i < rows; i += ROWS) {
      const height = min(ROWS, rows - i);
      packBlock(task, a, i, k, height, depth, panelsA);
      const corner = c + <usize>i * strideC;
      block(panelsA, panels + ((<usize>k) << 5), panel, depth, height, columns, corner, strideC, accumulate, edge);
    }
  }
}

/** Packs the block of A that begins at [row, k]. */
function packBlock(task: GemmTask, a: usize, row: i32, k: i32, height: i32, depth: i32, packed: usize): void {
  const stride = (<usize>task.strideA) << 2;
  if (task.transposeA) return packColumns(a + <usize>k * stride + (<usize>row << 2), stride, depth, height, packed);
  const from = a + <usize>row * stride + (<usize>k << 2);
  const whole = height & ~3;
  packRows(from, stride, depth, whole, packed);
  packLastRows(from + <usize>whole * stride, stride, depth, height - whole, packed + <usize>(whole * depth * 4));
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

/** C [rows, columns] (+)= A · B, both packed; `panel` is the bytes from one panel of B to the next. */
function block(
  a: usize,
  b: usize,
  panel: usize,
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
    b += panel;
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
