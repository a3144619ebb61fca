import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentAttributes } from '@refrain/ops';
import type { OwnedTensor, RefrainBackend } from '../../backend.js';
import { type Workspace, withWorkspace } from '../../workspace.js';
import { type Geometry, geometryOf, type RecurrentTensors } from './geometry.js';
import { type Packing, packingOf, slotsOf, stateAt } from './packing.js';
import { project } from './projection.js';
import { allocateStates, type SavedStates } from './saved-states.js';
import { quadsOf } from './sharing.js';
import { forwardFields, packedFields } from './tasks.js';
import { cutRows, paddedBiases } from './weights.js';

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
  const packing = packingOf(geometry, tensors.mask && workspace.values(tensors.mask));
  const bias = tensors.bias && (workspace.values(tensors.bias) as Float32Array);
  const biases = paddedBiases(geometry, bias);
  const projection = project(workspace, geometry, { tensors, packing, bias: biases.input });
  const addresses = allocateStates(workspace, geometry, { tensors, slots: slotsOf(packing), order: packing.order });
  if (outputs) zeroLeadingOutputs(workspace, geometry, { packing, outputs });
  const { parts, ...packed } = packedFields(workspace, geometry, packing);
  const rows = { quads: quadsOf(packing), order: packing.order };
  const task = {
    ...forwardFields(workspace, geometry, { tensors, candidateBias: biases.candidate, ...rows }),
    ...packed,
    ...projection,
    ...addresses,
    zeroOutputForMask: Number(geometry.zeroOutputForMask),
    outputs,
  };
  workspace.backend.runtime.runParts('recurrentForward', task, parts);
  return { packing, ...addresses };
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
