/** One step of a whole network that reads ids: table look-up, recurrent layers, linear output. */
import { multiplyPanels } from './panels';
import { copyRow, GRU, GRU_RESET_BEFORE, LSTM, RNN } from './recurrent/cells';
import { gruRow, lstmRow, resetBeforeGates, resetBeforeRow, rnnRow } from './recurrent/gates-forward';

/** One recurrent layer; layers stand one behind the other in memory. `paddedUnits` as in the sequence kernels. */
@unmanaged
export class StepLayerRecord {
  cell: i32;
  units: i32;
  paddedUnits: i32;
  /** Of the first layer: projected inputs by id, with their bias: [vocabulary, gates, paddedUnits]; 0 otherwise. */
  table: usize;
  /** Of the others: the kernel in panels, its depth, and the bias [gates, paddedUnits]. */
  inputPanels: usize;
  inputUnits: i32;
  bias: usize;
  panels: usize;
  candidatePanels: usize;
  candidateBias: usize;
}

@unmanaged
export class StepTask {
  rows: i32;
  /** int32 [rows]. */
  ids: usize;
  /** [rows, stateSize]: every layer's state, an LSTM's cell behind it; the new states take its place. */
  state: usize;
  stateSize: i32;
  /** The embedding [vocabulary, inputUnits] where the first layer has no table, or 0. */
  embedding: usize;
  layers: usize;
  layerCount: i32;
  outputPanels: usize;
  /** [vocabulary]. */
  outputBias: usize;
  vocabulary: i32;
  /** [rows, vocabulary]. */
  logits: usize;
  /** Room of `scratchStride` floats a row for each of: input, projected input, state, cell, projection, gates, packed. */
  scratch: usize;
  scratchStride: i32;
}

export function step(task: StepTask, part: i32, _parts: i32): void {
  if (part > 0) return;
  const rows = task.rows;
  const stride = <usize>task.scratchStride << 2;
  const room = stride * rows;
  const x = task.scratch, p = x + 2 * room, packed = x + 6 * room;
  let layer = changetype<StepLayerRecord>(task.layers);
  if (task.embedding) {
    const width = <usize>layer.inputUnits << 2;
    for (let row = 0; row < rows; row++) {
      const id = load<i32>(task.ids + (<usize>row << 2));
      copyRow(task.embedding + <usize>id * width, x + <usize>row * stride, layer.inputUnits);
    }
  }
  let offset: usize = 0;
  let units = 0;
  for (let index = 0; index < task.layerCount; index++) {
    layer = changetype<StepLayerRecord>(task.layers + <usize>index * offsetof<StepLayerRecord>());
    stepLayer(task, layer, offset);
    units = layer.paddedUnits;
    offset += <usize>(layer.cell === LSTM ? 2 * layer.units : layer.units) << 2;
  }
  const count = (task.vocabulary + 7) >> 3;
  multiplyPanels(x, stride, rows, units, task.outputPanels, count, p, stride, false, packed);
  for (let row = 0; row < rows; row++) {
    const from = p + <usize>row * stride;
    const to = task.logits + (<usize>(row * task.vocabulary) << 2);
    let j = 0;
    for (; j + 4 <= task.vocabulary; j += 4) {
      const at = <usize>j << 2;
      v128.store(to + at, f32x4.add(v128.load(from + at), v128.load(task.outputBias + at)));
    }
    for (; j < task.vocabulary; j++) {
      const at = <usize>j << 2;
      store<f32>(to + at, load<f32>(from + at) + load<f32>(task.outputBias + at));
    }
  }
}

/** Reads the layer's input from the first room and leaves its new state there. */
function stepLayer(task: StepTask, layer: StepLayerRecord, offset: usize): void {
  const rows = task.rows, units = layer.paddedUnits, cell = layer.cell;
  const gates = cell === RNN ? 1 : cell === LSTM ? 4 : 3;
  const products = cell === GRU_RESET_BEFORE ? 2 : gates;
  const stride = <usize>task.scratchStride << 2;
  const room = stride * rows;
  const x = task.scratch, projected = x + room, p = projected + room;
  const hidden = p + room, cells = hidden + room, saved = cells + room, packed = saved + room;
  for (let row = 0; row < rows; row++) {
    const state = task.state + (<usize>(row * task.stateSize) << 2) + offset;
    copyPadded(state, hidden + <usize>row * stride, layer.units, units);
    if (cell === LSTM) copyPadded(state + (<usize>layer.units << 2), cells + <usize>row * stride, layer.units, units);
  }
  if (layer.inputPanels) {
    for (let row = 0; row < rows; row++) copyRow(layer.bias, projected + <usize>row * stride, gates * units);
    const count = (gates * units) >> 3;
    multiplyPanels(x, stride, rows, layer.inputUnits, layer.inputPanels, count, projected, stride, true, packed);
  }
  multiplyPanels(hidden, stride, rows, units, layer.panels, (products * units) >> 3, p, stride, false, packed);
  if (cell === GRU_RESET_BEFORE) {
    for (let row = 0; row < rows; row++) {
      const at = <usize>row * stride;
      resetBeforeGates(inputOf(task, layer, projected, row), p + at, hidden + at, x + at, saved + at, units);
    }
    multiplyPanels(x, stride, rows, units, layer.candidatePanels, units >> 3, p, stride, false, packed);
  }
  for (let row = 0; row < rows; row++) {
    const at = <usize>row * stride;
    const input = inputOf(task, layer, projected, row);
    if (cell === GRU) gruRow(input, p + at, layer.candidateBias, hidden + at, x + at, saved + at, units);
    else if (cell === LSTM) lstmRow(input, p + at, cells + at, cells + at, x + at, saved + at, units);
    else if (cell === RNN) rnnRow(input, p + at, x + at, units);
    else resetBeforeRow(input, p + at, hidden + at, x + at, saved + at, units);
    const state = task.state + (<usize>(row * task.stateSize) << 2) + offset;
    copyRow(x + at, state, layer.units);
    if (cell === LSTM) copyRow(cells + at, state + (<usize>layer.units << 2), layer.units);
  }
}

// @ts-ignore: decorator
@inline
function inputOf(task: StepTask, layer: StepLayerRecord, projected: usize, row: i32): usize {
  if (layer.inputPanels) return projected + <usize>row * (<usize>task.scratchStride << 2);
  const gates = layer.cell === RNN ? 1 : layer.cell === LSTM ? 4 : 3;
  const id = load<i32>(task.ids + (<usize>row << 2));
  return layer.table + (<usize>(id * gates * layer.paddedUnits) << 2);
}

function copyPadded(from: usize, to: usize, count: i32, padded: i32): void {
  copyRow(from, to, count);
  for (let j = count; j < padded; j++) store<f32>(to + (<usize>j << 2), 0);
}
