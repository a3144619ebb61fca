/** A whole sequence through one recurrent layer, the input being projected already. */
import { multiplyPanels } from '../panels';
import { partStart } from '../split';
import { copyRow, GRU, GRU_RESET_BEFORE, LSTM, multiplyRow, RNN, zeroRow } from './cells';
import { gruRow, lstmRow, resetBeforeGates, resetBeforeRow, rnnRow } from './gates-forward';

/** Arrays are of floats, row-major; `paddedUnits` is `units` rounded up to a multiple of 8, the rest being zeros. */
@unmanaged
export class RecurrentForwardTask {
  cell: i32;
  rows: i32;
  time: i32;
  units: i32;
  paddedUnits: i32;
  reverse: i32;
  zeroOutputForMask: i32;
  /** Projected inputs with their bias, [gates, paddedUnits] each: by id where there are `ids`, else by position. */
  projected: usize;
  /** int32 [rows, time], or 0. */
  ids: usize;
  /** int32 [rows, time], or 0. */
  mask: usize;
  /** [rows, paddedUnits], or 0. */
  recurrentMask: usize;
  /** [paddedUnits]: what a GRU adds to the candidate's projected state. */
  candidateBias: usize;
  /** The recurrent kernel in panels; a GRU that resets before its product has its candidate's part in the second. */
  panels: usize;
  candidatePanels: usize;
  /** States before and behind every step, in the order of processing: [time + 1, rows, paddedUnits]. */
  hidden: usize;
  /** The same of an LSTM's cell, or 0. */
  cells: usize;
  /** What enters the recurrent product where that isn't `hidden`: [time, rows, paddedUnits], or 0. */
  entering: usize;
  /** The reset states of a GRU that resets before its product: [time, rows, paddedUnits], or 0. */
  reset: usize;
  /** What the cell keeps for its gradient: [time, rows, saved, paddedUnits]. */
  saved: usize;
  savedStride: i32;
  /** [rows, time, units]. */
  outputs: usize;
  /** Room for the projected states: [rows, gates, paddedUnits]. */
  scratch: usize;
  /** Room for [rows, paddedUnits]. */
  packed: usize;
}

export function recurrentForward(task: RecurrentForwardTask, part: i32, parts: i32): void {
  const first = partStart(task.rows, 4, part, parts);
  const last = partStart(task.rows, 4, part + 1, parts);
  for (let step = 0; step < task.time; step++) forwardStep(task, step, first, last);
}

function forwardStep(task: RecurrentForwardTask, step: i32, first: i32, last: i32): void {
  const units = task.paddedUnits, cell = task.cell;
  const width = <usize>units << 2;
  const position = task.reverse ? task.time - 1 - step : step;
  const gates = cell === RNN ? 1 : cell === LSTM ? 4 : 3;
  const products = cell === GRU_RESET_BEFORE ? 2 : gates;
  const at = <usize>step * task.rows + first;
  const previous = task.hidden + at * width;
  const next = previous + <usize>task.rows * width;
  const strideP = <usize>gates * width;
  const p = task.scratch + <usize>first * strideP;
  const packed = task.packed + <usize>first * width;
  let entering = previous;
  if (task.entering) {
    entering = task.entering + at * width;
    multiplyRow(previous, task.recurrentMask + <usize>first * width, entering, (last - first) * units);
  }
  multiplyPanels(entering, width, last - first, units, task.panels, (products * units) >> 3, p, strideP, false, packed);
  const saved = task.saved + at * task.savedStride * width;
  if (cell === GRU_RESET_BEFORE) {
    const reset = task.reset + at * width;
    for (let row = first; row < last; row++) {
      const offset = <usize>(row - first);
      const x = inputOf(task, row, position, strideP);
      const keep = saved + offset * task.savedStride * width;
      resetBeforeGates(x, p + offset * strideP, entering + offset * width, reset + offset * width, keep, units);
    }
    multiplyPanels(reset, width, last - first, units, task.candidatePanels, units >> 3, p, strideP, false, packed);
  }
  const cells = task.cells + at * width;
  const nextCells = cells + <usize>task.rows * width;
  for (let row = first; row < last; row++) {
    const offset = <usize>(row - first);
    const from = previous + offset * width;
    const to = next + offset * width;
    const output = task.outputs + (<usize>((row * task.time + position) * task.units) << 2);
    if (task.mask && load<i32>(task.mask + (<usize>(row * task.time + position) << 2)) === 0) {
      copyRow(from, to, units);
      if (cell === LSTM) copyRow(cells + offset * width, nextCells + offset * width, units);
      repeatOutput(task, output, step);
      continue;
    }
    const x = inputOf(task, row, position, strideP);
    const projected = p + offset * strideP;
    const keep = saved + offset * task.savedStride * width;
    if (cell === GRU) gruRow(x, projected, task.candidateBias, from, to, keep, units);
    else if (cell === LSTM) lstmRow(x, projected, cells + offset * width, nextCells + offset * width, to, keep, units);
    else if (cell === RNN) rnnRow(x, projected, to, units);
    else resetBeforeRow(x, projected, from, to, keep, units);
    copyRow(to, output, task.units);
  }
}

// @ts-ignore: decorator
@inline
function inputOf(task: RecurrentForwardTask, row: i32, position: i32, stride: usize): usize {
  const place = row * task.time + position;
  return task.projected + <usize>(task.ids ? load<i32>(task.ids + (<usize>place << 2)) : place) * stride;
}

/** The output at a masked position is the one before it, zeros before the first. */
function repeatOutput(task: RecurrentForwardTask, output: usize, step: i32): void {
  if (task.zeroOutputForMask || step === 0) return zeroRow(output, task.units);
  const distance = <usize>task.units << 2;
  copyRow(task.reverse ? output + distance : output - distance, output, task.units);
}
