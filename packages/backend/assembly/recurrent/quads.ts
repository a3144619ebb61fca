/**
 * Rows of one batch that end after different numbers of steps, packed: `rank` numbers the rows by length, longest first, so
 * that those still running at a step are the first ones; a `slot` is a step of a row that is still running, and slots
 * stand step by step, in each step rank by rank. Four neighbouring ranks are a quad. Threads share out the quads; where a
 * slot stands doesn't depend on how.
 */
import { rowTimesPanels, packRows } from '../panels';
import { tile4x8 } from '../micro-kernel';

/** The first slot of a step; `starts` [steps + 1] ends with the number of slots. */
// @ts-ignore: decorator
@inline
export function firstSlot(starts: usize, step: i32): i32 {
  return load<i32>(starts + (<usize>step << 2));
}

/** How many rows are still running at a step. */
// @ts-ignore: decorator
@inline
export function runningRows(starts: usize, step: i32): i32 {
  return firstSlot(starts, step + 1) - firstSlot(starts, step);
}

/** The first rank of quad `index` of a part's own `quads`. */
// @ts-ignore: decorator
@inline
export function firstRank(quads: usize, index: i32): i32 {
  return load<i32>(quads + (<usize>index << 2)) << 2;
}

/** How many of a part's `count` quads, which ascend, have a row that is still running. */
// @ts-ignore: decorator
@inline
export function runningQuads(quads: usize, count: i32, running: i32): i32 {
  let quad = 0;
  while (quad < count && firstRank(quads, quad) < running) quad++;
  return quad;
}

/** Where the states before a step stand among `rows` initial states, then those behind every slot: that of rank 0. */
// @ts-ignore: decorator
@inline
export function stateBefore(starts: usize, rows: i32, step: i32): usize {
  return step === 0 ? 0 : <usize>(rows + firstSlot(starts, step - 1));
}

/**
 * C (+)= A · B for the rows of `count` quads below rank `running`; `a` and `c` are where rank 0 stands or would stand, B
 * stands in panels, `packed` is room for [rows, depth] of all ranks.
 */
export function multiplyQuads(
  quads: usize, count: i32, running: i32, a: usize, strideA: usize, depth: i32, panels: usize, panelCount: i32, c: usize,
  strideC: usize, accumulate: bool, packed: usize,
): void {
  const last = firstRank(quads, count - 1);
  // Of all quads only the last one running can have fewer than four rows left.
  const whole = running - last >= 4 ? count : count - 1;
  const room = <usize>depth << 2;
  for (let quad = 0; quad < whole; quad++) {
    const rank = <usize>firstRank(quads, quad);
    packRows(a + rank * strideA, strideA, depth, 4, packed + rank * room);
  }
  let panel = panels;
  for (let j = 0; j < panelCount; j++) {
    for (let quad = 0; quad < whole; quad++) {
      const rank = <usize>firstRank(quads, quad);
      tile4x8(packed + rank * room, panel, depth, c + rank * strideC + (<usize>j << 5), strideC, accumulate);
    }
    panel += <usize>depth << 5;
  }
  if (whole === count) return;
  for (let rank = last; rank < running; rank++) {
    const from = a + <usize>rank * strideA;
    rowTimesPanels(from, depth, panels, <usize>depth << 5, panelCount, c + <usize>rank * strideC, accumulate);
  }
}
