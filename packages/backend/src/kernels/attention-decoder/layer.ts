import type { TensorInfo } from '@tensorflow/tfjs-core';
import { multiply, rowsFrom } from '../../products.js';
import { elementCost } from '../../runtime/runtime.js';
import type { Workspace } from '../../workspace.js';
import { packedTask, recurrentMask, type SavedStates } from '../recurrent/forward.js';
import type { Geometry, RecurrentTensors } from '../recurrent/geometry.js';
import { packingOf } from '../recurrent/packing.js';
import { inputKernel, paddedBiases, padRows, recurrentPanels } from '../recurrent/weights.js';
import type { DecoderLayer } from './decoder.js';

/** A recurrent layer that goes forward one position at a time. Arrays are time-major: [time, rows, …]. */
export interface ForwardLayer {
  readonly geometry: Geometry;
  readonly saved: SavedStates;
  /** Adds `values` [count, width] times the kernel's rows from `firstRow` on to the projections from `position` on. */
  project(values: LayerInput, place: { readonly position: number; readonly positions: number }): void;
  /** Makes the state behind `position` from the one before it and the position's projection. */
  step(position: number): void;
}

/** What a layer reads, or a part of it: rows of `width` floats, `stride` from one to the next. */
export interface LayerInput {
  readonly address: number;
  readonly stride: number;
  readonly width: number;
  /** The first row of the kernel that it meets. */
  readonly firstRow: number;
}

/** Makes a layer ready: its projections hold the bias, its states the initial ones. */
export function forwardLayer(workspace: Workspace, layer: DecoderLayer): ForwardLayer {
  const { geometry, tensors } = layer;
  const { rows, time, padded, gates } = geometry;
  const { runtime } = workspace.backend;
  const width = gates * padded;
  const biases = paddedBiases(geometry, tensors.bias && (workspace.values(tensors.bias) as Float32Array));
  const projected = workspace.allocate(time * rows * width);
  const repeated = { source: workspace.copy(biases.input), rows: time * rows, columns: width, target: projected };
  runtime.run('repeatRow', repeated, elementCost.copy * time * rows * width);
  const kernel = inputKernel(workspace, geometry, tensors.kernel!);
  const saved = savedRoom(workspace, geometry, tensors);
  const { parts, ...shared } = sharedFields(workspace, { geometry, tensors, candidateBias: biases.candidate });
  return {
    geometry,
    saved,
    project({ address, stride, width: depth, firstRow }, { position, positions }) {
      multiply(workspace, {
        a: { address, stride },
        b: rowsFrom(kernel, firstRow),
        c: { address: projected + 4 * position * rows * width, stride: width },
        ...{ rows: positions * rows, depth, columns: width, accumulate: true },
      });
    },
    step(position) {
      const task = { ...shared, ...at(saved, geometry, position), projected: projected + 4 * position * rows * width };
      runtime.runParts('recurrentForward', task, parts);
    },
  };
}

/** Room for what the way back needs, with the initial states in it. */
function savedRoom(workspace: Workspace, geometry: Geometry, tensors: RecurrentTensors): SavedStates {
  const { rows, time, padded, gates, resetBefore, savedBlocks } = geometry;
  const states = time * rows * padded;
  const state = (initial: TensorInfo | undefined): number => {
    const address = workspace.allocate(states + rows * padded);
    if (initial) padRows(workspace, geometry, { source: workspace.input(initial), target: address });
    else workspace.floats(address, rows * padded).fill(0);
    return address;
  };
  return {
    hidden: state(tensors.initialState),
    cells: gates === 4 ? state(tensors.initialCell) : 0,
    entering: tensors.recurrentMask ? workspace.allocate(states) : 0,
    reset: resetBefore ? workspace.allocate(states) : 0,
    saved: workspace.allocate(states * savedBlocks),
  };
}

/** What the task of each position has in common: a sequence of one position, projected already. */
function sharedFields(
  workspace: Workspace,
  layer: { geometry: Geometry; tensors: RecurrentTensors; candidateBias: Float32Array },
) {
  const { geometry, tensors, candidateBias } = layer;
  const { cell, rows, units, padded, gates, savedBlocks } = geometry;
  return {
    ...{ cell, rows, units, paddedUnits: padded, zeroOutputForMask: 0, lookup: 0, outputs: 0 },
    ...onePosition(workspace, geometry),
    recurrentMask: recurrentMask(workspace, geometry, { mask: tensors.recurrentMask }),
    candidateBias: workspace.copy(candidateBias),
    ...recurrentPanels(workspace, geometry, tensors.recurrentKernel!),
    savedStride: savedBlocks,
    scratch: workspace.allocate(rows * gates * padded),
    packed: workspace.allocate(4 * Math.ceil(rows / 4) * padded),
  };
}

/** A whole batch of one position, as the recurrent kernels know it, and into how many parts they are cut. */
export function onePosition(workspace: Workspace, geometry: Geometry) {
  const one = { ...geometry, time: 1 };
  return packedTask(workspace, one, packingOf(one, undefined));
}

/** Where one position stands in what is saved; 0 stays "none". */
export function at(saved: SavedStates, geometry: Geometry, position: number): SavedStates {
  const { rows, padded, savedBlocks } = geometry;
  const distance = 4 * position * rows * padded;
  const move = (address: number): number => (address === 0 ? 0 : address + distance);
  return {
    hidden: move(saved.hidden),
    cells: move(saved.cells),
    entering: move(saved.entering),
    reset: move(saved.reset),
    saved: saved.saved + savedBlocks * distance,
  };
}
