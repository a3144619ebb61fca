/** The way back through a whole sequence: gradients of every step's projections, and of the initial state. */
import { multiplyPanels } from '../panels';
import { partStart } from '../split';
import { addRow, GRU, GRU_RESET_BEFORE, LSTM, multiplyAddRow, RNN, zeroRow } from './cells';
import { gruRowBack, lstmRowBack, resetBeforeCandidateBack, resetBeforeGateBack, rnnRowBack } from './gates-backward';

/** Arrays as in the forward task. */
@unmanaged
export class RecurrentBackwardTask {
  cell: i32;
  rows: i32;
  time: i32;
  units: i32;
  paddedUnits: i32;
  reverse: i32;
  zeroOutputForMask: i32;
  /** int32 [rows, time], or 0. */
  mask: usize;
  /** [rows, paddedUnits], or 0. */
  recurrentMask: usize;
  hidden: usize;
  cells: usize;
  entering: usize;
  saved: usize;
  savedStride: i32;
  /** The transposed recurrent kernel in panels, its rows in the order of the first columns of `gradients`. */
  panels: usize;
  /** For a GRU that resets before its product: the transposed candidate's part. */
  candidatePanels: usize;
  /** [rows, time, units]. */
  gradientOutputs: usize;
  /** [rows, paddedUnits]: in, the gradient of the last state; out, of the initial one. */
  gradientState: usize;
  /** The same of an LSTM's cell. */
  gradientCell: usize;
  /** Gradients of the projections: [time, rows, blocks, paddedUnits]. */
  gradients: usize;
  gradientBlocks: i32;
  /** Room for [2, rows, paddedUnits]. */
  scratch: usize;
  /** Room for [rows, blocks, paddedUnits]. */
  packed: usize;
}

export function recurrentBackward(task: RecurrentBackwardTask, part: i32, parts: i32): void {
  const first = partStart(task.rows, 4, part, parts);
  const last = partStart(task.rows, 4, part + 1, parts);
  if (task.mask) {
    const width = <usize>task.paddedUnits << 2;
    zeroRow(repeated(task) + <usize>first * width, (last - first) * task.paddedUnits);
  }
  for (let step = task.time - 1; step >= 0; step--) {
    rowsBack(task, step, first, last);
    productBack(task, step, first, last);
  }
}

/** Gradients of masked positions' outputs, which repeat the last valid one: [rows, paddedUnits]. */
// @ts-ignore: decorator
@inline
function repeated(task: RecurrentBackwardTask): usize {
  return task.scratch + (<usize>(task.rows * task.paddedUnits) << 2);
}

function rowsBack(task: RecurrentBackwardTask, step: i32, first: i32, last: i32): void {
  const units = task.paddedUnits, cell = task.cell;
  const width = <usize>units << 2;
  const position = task.reverse ? task.time - 1 - step : step;
  for (let row = first; row < last; row++) {
    const at = <usize>(step * task.rows + row);
    const place = row * task.time + position;
    const output = task.gradientOutputs + (<usize>(place * task.units) << 2);
    const dg = task.gradients + at * task.gradientBlocks * width;
    const d = task.gradientState + <usize>row * width;
    if (task.mask) {
      const waiting = repeated(task) + <usize>row * width;
      if (load<i32>(task.mask + (<usize>place << 2)) === 0) {
        zeroRow(dg, task.gradientBlocks * units);
        if (!task.zeroOutputForMask) addRow(output, waiting, task.units);
        continue;
      }
      addRow(waiting, d, units);
      zeroRow(waiting, units);
    }
    addRow(output, d, task.units);
    const previous = task.hidden + at * width;
    const saved = task.saved + at * task.savedStride * width;
    if (cell === GRU) gruRowBack(d, saved, previous, dg, units);
    else if (cell === LSTM) {
      lstmRowBack(d, task.gradientCell + <usize>row * width, saved, task.cells + at * width, dg, units);
    } else if (cell === RNN) rnnRowBack(d, previous + <usize>task.rows * width, dg, units);
    else resetBeforeCandidateBack(d, saved, previous, dg, units);
  }
}

function productBack(task: RecurrentBackwardTask, step: i32, first: i32, last: i32): void {
  const units = task.paddedUnits, cell = task.cell, rows = last - first;
  const width = <usize>units << 2;
  const at = <usize>(step * task.rows + first);
  const d = task.gradientState + <usize>first * width;
  const stride = <usize>task.gradientBlocks * width;
  const dg = task.gradients + at * stride;
  const through = task.scratch + <usize>first * width;
  const packed = task.packed + <usize>first * stride;
  const count = units >> 3;
  if (cell === GRU_RESET_BEFORE) {
    multiplyPanels(dg + 2 * width, stride, rows, units, task.candidatePanels, count, through, width, false, packed);
    const entering = (task.entering ? task.entering : task.hidden) + at * width;
    const saved = task.saved + at * task.savedStride * width;
    for (let row = 0; row < rows; row++) {
      const offset = <usize>row;
      const keep = saved + offset * task.savedStride * width;
      const place = (first + row) * task.time + (task.reverse ? task.time - 1 - step : step);
      // The gradient through a masked row is zero already; its saved gates were never written.
      if (task.mask && load<i32>(task.mask + (<usize>place << 2)) === 0) continue;
      resetBeforeGateBack(through + offset * width, keep, entering + offset * width, dg + offset * stride, units);
    }
    multiplyPanels(dg, stride, rows, 2 * units, task.panels, count, through, width, true, packed);
  } else {
    const depth = cell === RNN ? units : cell === GRU ? 3 * units : 4 * units;
    if (!task.recurrentMask) {
      multiplyPanels(dg, stride, rows, depth, task.panels, count, d, width, true, packed);
      return;
    }
    multiplyPanels(dg, stride, rows, depth, task.panels, count, through, width, false, packed);
  }
  if (task.recurrentMask) multiplyAddRow(through, task.recurrentMask + <usize>first * width, d, rows * units);
  else addRow(through, d, rows * units);
}
