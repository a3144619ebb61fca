/** A whole sequence through one recurrent layer, the input being projected already. */
import { copyRow, GRU, GRU_RESET_BEFORE, LSTM, multiplyRow, RNN, zeroRow } from './cells';
import { gruRow, lstmRow, resetBeforeGates, resetBeforeRow, rnnRow } from './gates-forward';
import { firstRank, firstSlot, multiplyQuads, runningQuads, runningRows, stateBefore } from './quads';

/**
 * Arrays are of floats, row-major; `paddedUnits` is `units` rounded up to a multiple of 8, the rest being zeros. Ranks,
 * slots and quads are explained in quads.ts.
 */
@unmanaged
export class RecurrentForwardTask {
  cell: i32;
  rows: i32;
  steps: i32;
  units: i32;
  paddedUnits: i32;
  /** int32 [steps + 1]: the first slot of each step. */
  starts: usize;
  /** int32: the quads of part 0, of part 1, …, each part's ascending. */
  quads: usize;
  /** int32 [parts + 1]: where each part's quads begin. */
  shares: usize;
  /** Projected inputs with their bias, [gates, paddedUnits] each. */
  projected: usize;
  /** int32 [slots]: which of the projected inputs each slot reads; or 0: they stand by slot. */
  lookup: usize;
  /** [rows, paddedUnits] by rank, or 0. */
  recurrentMask: usize;
  /** [paddedUnits]: what a GRU adds to the candidate's projected state. */
  candidateBias: usize;
  /** The recurrent kernel in panels; a GRU that resets before its product has its candidate's part in the second. */
  panels: usize;
  candidatePanels: usize;
  /** Initial states by rank, then those behind every slot: [rows + slots, paddedUnits]. */
  hidden: usize;
  /** The same of an LSTM's cell, or 0. */
  cells: usize;
  /** What enters the recurrent product where that isn't `hidden`: [slots, paddedUnits], or 0. */
  entering: usize;
  /** The reset states of a GRU that resets before its product: [slots, paddedUnits], or 0. */
  reset: usize;
  /** What the cell keeps for its gradient: [slots, saved, paddedUnits]. */
  saved: usize;
  savedStride: i32;
  /** [places, units], or 0 where nobody reads them. */
  outputs: usize;
  /** int32 [slots]: the place of each slot's output. */
  places: usize;
  /** int32 [slots]: how many masked places follow, in the order of processing, before the row's next slot; or 0: none. */
  repeats: usize;
  /** Whether masked places get zeros instead of the output before them. */
  zeroOutputForMask: i32;
  /** Whether the next position in the order of processing stands before, not behind, a place. */
  reverse: i32;
  /** Room for the projected states: [rows, gates, paddedUnits]. */
  scratch: usize;
  /** Room for [rows, paddedUnits], `rows` rounded up to a multiple of 4. */
  packed: usize;
}

export function recurrentForward(task: RecurrentForwardTask, part: i32, parts: i32): void {
  const first = load<i32>(task.shares + (<usize>part << 2));
  const count = load<i32>(task.shares + (<usize>part << 2), 4) - first;
  const quads = task.quads + (<usize>first << 2);
  for (let step = 0; step < task.steps; step++) {
    const running = runningQuads(quads, count, runningRows(task.starts, step));
    if (running === 0) return;
    forwardStep(task, step, quads, running);
  }
}

function forwardStep(task: RecurrentForwardTask, step: i32, quads: usize, count: i32): void {
  const units = task.paddedUnits, cell = task.cell;
  const width = <usize>units << 2;
  const gates = cell === RNN ? 1 : cell === LSTM ? 4 : 3;
  const products = cell === GRU_RESET_BEFORE ? 2 : gates;
  const running = runningRows(task.starts, step);
  const from = <usize>firstSlot(task.starts, step);
  const before = stateBefore(task.starts, task.rows, step) * width;
  const strideP = <usize>gates * width;
  const p = task.scratch, packed = task.packed;
  let entering = task.hidden + before;
  if (task.entering) {
    entering = task.entering + from * width;
    for (let quad = 0; quad < count; quad++) {
      const rank = firstRank(quads, quad);
      const at = <usize>rank * width;
      multiplyRow(task.hidden + before + at, task.recurrentMask + at, entering + at, min(4, running - rank) * units);
    }
  }
  const panelCount = (products * units) >> 3;
  multiplyQuads(quads, count, running, entering, width, units, task.panels, panelCount, p, strideP, false, packed);
  if (cell === GRU_RESET_BEFORE) {
    const reset = task.reset + from * width;
    for (let quad = 0; quad < count; quad++) {
      const rank = firstRank(quads, quad);
      for (let row = <usize>rank; row < <usize>min(rank + 4, running); row++) {
        const x = inputOf(task, from + row, strideP);
        const keep = task.saved + (from + row) * task.savedStride * width;
        resetBeforeGates(x, p + row * strideP, entering + row * width, reset + row * width, keep, units);
      }
    }
    const panels = task.candidatePanels;
    multiplyQuads(quads, count, running, reset, width, units, panels, units >> 3, p, strideP, false, packed);
  }
  for (let quad = 0; quad < count; quad++) {
    const rank = firstRank(quads, quad);
    for (let row = <usize>rank; row < <usize>min(rank + 4, running); row++) {
      const slot = from + row;
      const previous = before + row * width;
      const next = (<usize>task.rows + slot) * width;
      const to = task.hidden + next;
      const x = inputOf(task, slot, strideP);
      const projected = p + row * strideP;
      const keep = task.saved + slot * task.savedStride * width;
      if (cell === GRU) gruRow(x, projected, task.candidateBias, task.hidden + previous, to, keep, units);
      else if (cell === LSTM) lstmRow(x, projected, task.cells + previous, task.cells + next, to, keep, units);
      else if (cell === RNN) rnnRow(x, projected, to, units);
      else resetBeforeRow(x, projected, task.hidden + previous, to, keep, units);
      if (task.outputs) writeOutput(task, slot, to);
    }
  }
}

// @ts-ignore: decorator
@inline
function inputOf(task: RecurrentForwardTask, slot: usize, stride: usize): usize {
  return task.projected + (task.lookup ? <usize>load<i32>(task.lookup + (slot << 2)) : slot) * stride;
}

/** Also at the masked places that follow, where zeros may be wanted instead. */
// @ts-ignore: decorator
@inline
function writeOutput(task: RecurrentForwardTask, slot: usize, from: usize): void {
  const width = <usize>task.units << 2;
  let output = task.outputs + <usize>load<i32>(task.places + (slot << 2)) * width;
  copyRow(from, output, task.units);
  if (!task.repeats) return;
  for (let count = load<i32>(task.repeats + (slot << 2)); count > 0; count--) {
    output = task.reverse ? output - width : output + width;
    if (task.zeroOutputForMask) zeroRow(output, task.units);
    else copyRow(from, output, task.units);
  }
}
