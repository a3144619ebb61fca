import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Workspace } from '../../workspace.js';
import type { Geometry, RecurrentTensors } from './geometry.js';
import { padRows } from './weights.js';

/** Addresses of what the gradient needs of the way forward; 0 where the cell has no such thing. */
export interface SavedStates {
  /** Initial states by rank, then those behind every slot: [rows + slots, padded]. */
  readonly hidden: number;
  /** The same of an LSTM's cell. */
  readonly cells: number;
  /** What entered the recurrent product, where a dropout mask made it another than `hidden`: [slots, padded]. */
  readonly entering: number;
  /** Reset states of a GRU that resets before its product: [slots, padded]. */
  readonly reset: number;
  /** Gates: [slots, savedBlocks, padded]. */
  readonly saved: number;
}

/** Room for what the way back needs, with the initial states in it; by default, rank is row. */
export function allocateStates(
  workspace: Workspace,
  geometry: Geometry,
  call: { readonly tensors: RecurrentTensors; readonly slots: number; readonly order?: Int32Array },
): SavedStates {
  const { rows, padded, gates, resetBefore, savedBlocks } = geometry;
  const { tensors, slots, order } = call;
  const states = (initial: TensorInfo | undefined): number => {
    const target = workspace.allocate((rows + slots) * padded);
    if (initial) padRows(workspace, geometry, { source: workspace.input(initial), target, ...(order && { order }) });
    else workspace.floats(target, rows * padded).fill(0);
    return target;
  };
  return {
    hidden: states(tensors.initialState),
    cells: gates === 4 ? states(tensors.initialCell) : 0,
    entering: tensors.recurrentMask ? workspace.allocate(slots * padded) : 0,
    reset: resetBefore ? workspace.allocate(slots * padded) : 0,
    saved: workspace.allocate(slots * savedBlocks * padded),
  };
}
