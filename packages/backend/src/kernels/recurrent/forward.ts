import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentAttributes } from '@refrain/ops';
import type { OwnedTensor, RefrainBackend } from '../../backend.js';
import { type Workspace, withWorkspace } from '../../workspace.js';
import { type Geometry, geometryOf, type RecurrentTensors } from './geometry.js';
import { type Packing, packingOf, slotsOf, stateAt, stepsOf } from './packing.js';
import { project } from './projection.js';
import { quadsOf, shareQuads } from './sharing.js';
import { cutRows, paddedBiases, padRows, recurrentPanels } from './weights.js';

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

/** Saved states, and where in them which row stands. */
export interface SavedSequence extends SavedStates {
  readonly packing: Packing;
}

/**
 * Runs a sequence forward: outputs [rows, time, units], or [rows, 0, units] where they aren't wanted; state [rows, units]
 * and an LSTM's cell [rows, units].
 */
export function recurrentForward(
  backend: RefrainBackend,
  tensors: RecurrentTensors,
  attributes: RecurrentAttributes,
): TensorInfo[] {
  const geometry = geometryOf(tensors, attributes);
  return withWorkspace(backend, (workspace) => {
    const { rows, units, outputTime } = geometry;
    const outputs = backend.allocate([rows, outputTime, units]);
    const saved = runForward(workspace, geometry, { tensors, outputs: outputTime && outputs.address });
    const results = [outputs, lastStates(workspace, geometry, { saved, source: saved.hidden })];
    if (saved.cells) results.push(lastStates(workspace, geometry, { saved, source: saved.cells }));
    if (attributes.saveForGradient) {
      const { packing: _packing, ...addresses } = saved;
      const blocks = Object.values(addresses).filter((address) => address !== 0);
      workspace.keep(blocks);
      backend.keepWith(outputs, saved, blocks);
    }
    return results;
  });
}

/** Runs a sequence forward into `outputs`, unless that is 0; what it saves belongs to the workspace. */
export function runForward(
  workspace: Workspace,
  geometry: Geometry,
  call: { readonly tensors: RecurrentTensors; readonly outputs: number },
): SavedSequence {
  const { tensors, outputs } = call;
  const { cell, rows, units, padded, gates, resetBefore } = geometry;
  const packing = packingOf(geometry, tensors.mask && workspace.values(tensors.mask));
  const slots = slotsOf(packing);
  const bias = tensors.bias && (workspace.values(tensors.bias) as Float32Array);
  const biases = paddedBiases(geometry, bias);
  const projection = project(workspace, geometry, { tensors, packing, bias: biases.input });
  const states = (initial: TensorInfo | undefined): number => {
    const target = workspace.allocate((rows + slots) * padded);
    if (initial) padRows(workspace, geometry, { source: workspace.input(initial), order: packing.order, target });
    else workspace.floats(target, rows * padded).fill(0);
    return target;
  };
  const addresses: SavedStates = {
    hidden: states(tensors.initialState),
    cells: gates === 4 ? states(tensors.initialCell) : 0,
    entering: tensors.recurrentMask ? workspace.allocate(slots * padded) : 0,
    reset: resetBefore ? workspace.allocate(slots * padded) : 0,
    saved: workspace.allocate(slots * geometry.savedBlocks * padded),
  };
  if (outputs) zeroLeadingOutputs(workspace, geometry, { packing, outputs });
  const { parts, ...packed } = packedTask(workspace, geometry, packing);
  const task = {
    ...{ cell, rows, units, paddedUnits: padded },
    ...packed,
    ...projection,
    zeroOutputForMask: Number(geometry.zeroOutputForMask),
    recurrentMask: recurrentMask(workspace, geometry, { mask: tensors.recurrentMask, order: packing.order }),
    candidateBias: workspace.copy(biases.candidate),
    ...recurrentPanels(workspace, geometry, tensors.recurrentKernel!),
    ...addresses,
    savedStride: geometry.savedBlocks,
    outputs,
    scratch: workspace.allocate(rows * gates * padded),
    packed: workspace.allocate(4 * quadsOf(packing) * padded),
  };
  workspace.backend.runtime.runParts('recurrentForward', task, parts);
  return { packing, ...addresses };
}

/** What the tasks of both ways know of a packing, and into how many parts they are cut. */
export function packedTask(workspace: Workspace, { padded, gates, reverse }: Geometry, packing: Packing) {
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

/** The dropout factors of the state by rank, padded; 0 where there are none. By default, rank is row. */
export function recurrentMask(
  workspace: Workspace,
  geometry: Geometry,
  factors: { readonly mask: TensorInfo | undefined; readonly order?: Int32Array },
): number {
  const { mask, order } = factors;
  if (!mask) return 0;
  const target = workspace.allocate(geometry.rows * geometry.padded);
  padRows(workspace, geometry, { source: workspace.input(mask), target, ...(order && { order }) });
  return target;
}

/** Every row's state behind its last valid position: [rows, units]. */
function lastStates(
  workspace: Workspace,
  geometry: Geometry,
  states: { readonly saved: SavedSequence; readonly source: number },
): OwnedTensor {
  const { packing } = states.saved;
  const target = workspace.backend.allocate([geometry.rows, geometry.units]);
  const from = packing.lengths.map((length, rank) => stateAt(packing, rank, length));
  cutRows(workspace, geometry, { source: states.source, from, order: packing.order, target: target.address });
  return target;
}

/** The outputs of masked places before a row's first valid one are zeros. */
function zeroLeadingOutputs(
  workspace: Workspace,
  { time, units, reverse }: Geometry,
  call: { readonly packing: Packing; readonly outputs: number },
): void {
  call.packing.leading?.forEach((count, row) => {
    const first = row * time + (reverse ? time - count : 0);
    workspace.floats(call.outputs + 4 * first * units, count * units).fill(0);
  });
}
