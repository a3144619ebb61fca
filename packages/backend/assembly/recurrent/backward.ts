/** The way back through a whole sequence: gradients of every slot's projections, and of the initial states. */
import { addRow, GRU, GRU_RESET_BEFORE, LSTM, multiplyAddRow, RNN } from './cells';
import { gruRowBack, lstmRowBack, resetBeforeCandidateBack, resetBeforeGateBack, rnnRowBack } from './gates-backward';
import { firstRank, firstSlot, multiplyQuads, runningQuads, runningRows, stateBefore } from './quads';

/** Arrays as in the forward task. */
@unmanaged
export class RecurrentBackwardTask {
  cell: i32;
  rows: i32;
  steps: i32;
  units: i32;
  paddedUnits: i32;
  starts: usize;
  quads: usize;
  shares: usize;
  /** [rows, paddedUnits] by rank, or 0. */
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
  /** [places, units], or 0 where there are no outputs. */
  gradientOutputs: usize;
  places: usize;
  /** As in the forward task; 0 also where the outputs of masked places are zeros. */
  repeats: usize;
  reverse: i32;
  /** [rows, paddedUnits] by rank: in, the gradient of the last state; out, of the initial one. */
  gradientState: usize;
  /** The same of an LSTM's cell. */
  gradientCell: usize;
  /** Gradients of the projections: [slots, blocks, paddedUnits]. */
  gradients: usize;
  gradientBlocks: i32;
  /** Room for [rows, paddedUnits]. */
  scratch: usize;
  /** Room for [rows, blocks, paddedUnits], `rows` rounded up to a multiple of 4. */
  packed: usize;
}

export function recurrentBackward(task: RecurrentBackwardTask, part: i32, parts: i32): void {
  const first = load<i32>(task.shares + (<usize>part << 2));
  const count = load<i32>(task.shares + (<usize>part << 2), 4) - first;
  const quads = task.quads + (<usize>first << 2);
  for (let step = task.steps - 1; step >= 0; step--) {
    const running = runningQuads(quads, count, runningRows(task.starts, step));
    if (running === 0) continue;
    rowsBack(task, step, quads, running);
    productBack(task, step, quads, running);
  }
}

function rowsBack(task: RecurrentBackwardTask, step: i32, quads: usize, count: i32): void {
  const units = task.paddedUnits, cell = task.cell;
  const width = <usize>units << 2;
  const running = runningRows(task.starts, step);
  const from = <usize>firstSlot(task.starts, step);
  const before = stateBefore(task.starts, task.rows, step);
  for (let quad = 0; quad < count; quad++) {
    const rank = firstRank(quads, quad);
    for (let row = <usize>rank; row < <usize>min(rank + 4, running); row++) {
      const slot = from + row;
      const d = task.gradientState + row * width;
      if (task.gradientOutputs) addOutputGradients(task, slot, d);
      const dg = task.gradients + slot * task.gradientBlocks * width;
      const saved = task.saved + slot * task.savedStride * width;
      const previous = (before + row) * width;
      if (cell === GRU) gruRowBack(d, saved, task.hidden + previous, dg, units);
      else if (cell === LSTM) lstmRowBack(d, task.gradientCell + row * width, saved, task.cells + previous, dg, units);
      else if (cell === RNN) rnnRowBack(d, task.hidden + (<usize>task.rows + slot) * width, dg, units);
      else resetBeforeCandidateBack(d, saved, task.hidden + previous, dg, units);
    }
  }
}

/** Those of the slot's own place, and of the masked places that repeat it. */
// @ts-ignore: decorator
@inline
function addOutputGradients(task: RecurrentBackwardTask, slot: usize, d: usize): void {
  const width = <usize>task.units << 2;
  let output = task.gradientOutputs + <usize>load<i32>(task.places + (slot << 2)) * width;
  addRow(output, d, task.units);
  if (!task.repeats) return;
  for (let count = load<i32>(task.repeats + (slot << 2)); count > 0; count--) {
    output = task.reverse ? output - width : output + width;
    addRow(output, d, task.units);
  }
}

function productBack(task: RecurrentBackwardTask, step: i32, quads: usize, count: i32): void {
  const units = task.paddedUnits, cell = task.cell;
  const width = <usize>units << 2;
  const running = runningRows(task.starts, step);
  const from = <usize>firstSlot(task.starts, step);
  const d = task.gradientState;
  const stride = <usize>task.gradientBlocks * width;
  const dg = task.gradients + from * stride;
  const through = task.scratch, packed = task.packed, panels = task.panels;
  const wide = units >> 3;
  if (cell === GRU_RESET_BEFORE) {
    const candidate = dg + 2 * width, candidatePanels = task.candidatePanels;
    multiplyQuads(quads, count, running, candidate, stride, units, candidatePanels, wide, through, width, false, packed);
    const before = stateBefore(task.starts, task.rows, step);
    const entering = task.entering ? task.entering + from * width : task.hidden + before * width;
    for (let quad = 0; quad < count; quad++) {
      const rank = firstRank(quads, quad);
      for (let row = <usize>rank; row < <usize>min(rank + 4, running); row++) {
        const keep = task.saved + (from + row) * task.savedStride * width;
        resetBeforeGateBack(through + row * width, keep, entering + row * width, dg + row * stride, units);
      }
    }
    multiplyQuads(quads, count, running, dg, stride, 2 * units, panels, wide, through, width, true, packed);
  } else {
    const depth = cell === RNN ? units : cell === LSTM ? 4 * units : 3 * units;
    const straight = !task.recurrentMask;
    const to = straight ? d : through;
    multiplyQuads(quads, count, running, dg, stride, depth, panels, wide, to, width, straight, packed);
    if (straight) return;
  }
  for (let quad = 0; quad < count; quad++) {
    const rank = firstRank(quads, quad);
    const at = <usize>rank * width;
    const values = min(4, running - rank) * units;
    if (task.recurrentMask) multiplyAddRow(through + at, task.recurrentMask + at, d + at, values);
    else addRow(through + at, d + at, values);
  }
}
