import type { TensorInfo } from '@tensorflow/tfjs-core';
import { packPanels } from '../../products.js';
import type { Workspace } from '../../workspace.js';
import type { Geometry, RecurrentTensors } from './geometry.js';
import { type Packing, slotsOf, stepsOf } from './packing.js';
import { quadsOf, shareQuads } from './sharing.js';
import { paddedRecurrentKernel, padRows, recurrentPanels } from './weights.js';

/** The rows that a task steps through: how many quads they make at most, and which row has which rank. */
export interface TaskRows {
  readonly quads: number;
  /** @default rank is row */
  readonly order?: Int32Array;
}

/** What the tasks of both ways know of a packing, and into how many parts they are cut. */
export function packedFields(workspace: Workspace, { padded, gates, reverse }: Geometry, packing: Packing) {
  const operations = 2 * slotsOf(packing) * padded * gates * padded;
  const parts = workspace.backend.runtime.partsFor(operations, quadsOf(packing));
  const { quads, shares } = shareQuads(packing, parts);
  return {
    parts,
    steps: stepsOf(packing),
    starts: workspace.copy(packing.starts),
    quads: workspace.copy(quads),
    shares: workspace.copy(shares),
    places: workspace.copy(packing.places),
    repeats: packing.repeats ? workspace.copy(packing.repeats) : 0,
    reverse: Number(reverse),
  };
}

/** What a task of the way forward knows of the cell, its weights and its room. */
export function forwardFields(
  workspace: Workspace,
  geometry: Geometry,
  { tensors, candidateBias, quads, order }: TaskRows & { tensors: RecurrentTensors; candidateBias: Float32Array },
) {
  const { rows, padded, gates } = geometry;
  return {
    ...cellFields(workspace, geometry, { tensors, order }),
    candidateBias: workspace.copy(candidateBias),
    ...recurrentPanels(workspace, geometry, tensors.recurrentKernel!),
    scratch: workspace.allocate(rows * gates * padded),
    packed: workspace.allocate(4 * quads * padded),
  };
}

/** The gradients of a layer's last states. */
export interface ArrivingStates {
  readonly state: TensorInfo;
  readonly cell?: TensorInfo | undefined;
}

/** What a task of the way back knows of the cell, its weights, the gradients that arrive, and its room. */
export function backwardFields(
  workspace: Workspace,
  geometry: Geometry,
  { tensors, arriving, quads, order }: TaskRows & { tensors: RecurrentTensors; arriving: ArrivingStates },
) {
  const { rows, padded, gates, resetBefore, gradientBlocks } = geometry;
  // A GRU's gradients begin with that of the candidate's projected state.
  const gateOrder = gradientBlocks > gates ? [2, 0, 1] : undefined;
  const recurrentKernel = { source: workspace.input(tensors.recurrentKernel!), ...(gateOrder && { order: gateOrder }) };
  const source = paddedRecurrentKernel(workspace, geometry, recurrentKernel);
  const matrix = { stride: gates * padded, columns: padded, transposed: true };
  const arrived = (gradient: TensorInfo): number => {
    const target = workspace.allocate(rows * padded);
    padRows(workspace, geometry, { source: workspace.input(gradient), target, ...(order && { order }) });
    return target;
  };
  return {
    ...cellFields(workspace, geometry, { tensors, order }),
    panels: packPanels(workspace, { ...matrix, source, depth: (resetBefore ? 2 : gates) * padded }),
    candidatePanels: resetBefore ? packPanels(workspace, { ...matrix, source: source + 8 * padded, depth: padded }) : 0,
    gradientState: arrived(arriving.state),
    gradientCell: arriving.cell ? arrived(arriving.cell) : 0,
    gradientBlocks,
    scratch: workspace.allocate(rows * padded),
    packed: workspace.allocate(4 * quads * gradientBlocks * padded),
  };
}

function cellFields(
  workspace: Workspace,
  geometry: Geometry,
  { tensors, order }: { tensors: RecurrentTensors; order: Int32Array | undefined },
) {
  const { cell, rows, units, padded, savedBlocks } = geometry;
  const factors = tensors.recurrentMask;
  const recurrentMask = factors ? workspace.allocate(rows * padded) : 0;
  if (factors) {
    const source = workspace.input(factors);
    padRows(workspace, geometry, { source, target: recurrentMask, ...(order && { order }) });
  }
  return { cell, rows, units, paddedUnits: padded, recurrentMask, savedStride: savedBlocks };
}
