import { multiply, rowsFrom } from '../../products.js';
import { elementCost } from '../../runtime/runtime.js';
import type { Workspace } from '../../workspace.js';
import type { Geometry } from '../recurrent/geometry.js';
import { packingOf } from '../recurrent/packing.js';
import { allocateStates, type SavedStates } from '../recurrent/saved-states.js';
import { forwardFields, packedFields } from '../recurrent/tasks.js';
import { inputKernel, paddedBiases } from '../recurrent/weights.js';
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
  const saved = allocateStates(workspace, geometry, { tensors, slots: time * rows });
  const { parts, ...placed } = onePosition(workspace, geometry);
  const quads = Math.ceil(rows / 4);
  // A sequence of one position, projected already.
  const shared = {
    ...forwardFields(workspace, geometry, { tensors, candidateBias: biases.candidate, quads }),
    ...placed,
    ...{ zeroOutputForMask: 0, lookup: 0, outputs: 0 },
  };
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

/** A whole batch of one position, as the recurrent kernels know it, and into how many parts they are cut. */
export function onePosition(workspace: Workspace, geometry: Geometry) {
  const one = { ...geometry, time: 1 };
  return packedFields(workspace, one, packingOf(one, undefined));
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
