import type { TensorInfo } from '@tensorflow/tfjs-core';
import { differentiableInputs, type RecurrentAttributes, type RecurrentInputName } from '@refrain/ops';
import type { OwnedTensor, RefrainBackend } from '../../backend.js';
import { packPanels } from '../../products.js';
import { withWorkspace, type Workspace } from '../../workspace.js';
import { packedTask, recurrentMask, runForward, type SavedSequence } from './forward.js';
import { type Geometry, geometryOf, type RecurrentTensors } from './geometry.js';
import { inputGradients } from './input-gradients.js';
import { slotsOf } from './packing.js';
import { quadsOf } from './sharing.js';
import { recurrentWeightGradients } from './weight-gradients.js';
import { cutRows, paddedRecurrentKernel, padRows } from './weights.js';

/** What reaches a layer from behind: the tensors that follow the forward kernel's inputs. */
export interface ArrivingGradients {
  readonly outputs: TensorInfo;
  readonly gradientOutputs: TensorInfo;
  readonly gradientState: TensorInfo;
  readonly gradientCell?: TensorInfo;
}

/** One call of the way back, as its steps share it. */
export interface BackwardPass {
  readonly workspace: Workspace;
  readonly geometry: Geometry;
  readonly tensors: RecurrentTensors;
  readonly saved: SavedSequence;
  /** Gradients of the projections: [slots, gradientBlocks, padded]. */
  readonly gradients: number;
  /** The tensors to fill, by the name of the input that they are the gradient of. */
  readonly targets: Partial<Record<RecurrentInputName, OwnedTensor>>;
}

/** Gradients of the differentiable inputs that are there, in the order of `attributes.inputs`. */
export function recurrentBackward(
  backend: RefrainBackend,
  call: { readonly tensors: RecurrentTensors; readonly arriving: ArrivingGradients },
  attributes: RecurrentAttributes,
): TensorInfo[] {
  const { tensors, arriving } = call;
  const geometry = geometryOf(tensors, attributes);
  return withWorkspace(backend, (workspace) => {
    const saved = savedSequence(workspace, geometry, call);
    const names = attributes.inputs.filter((name) => differentiableInputs.has(name));
    const targets = Object.fromEntries(names.map((name) => [name, backend.allocate(tensors[name]!.shape)]));
    const { gradients, state, cell } = runBackward(workspace, geometry, { tensors, arriving, saved });
    const pass: BackwardPass = { workspace, geometry, tensors, saved, gradients, targets };
    recurrentWeightGradients(pass);
    inputGradients(pass);
    const initial = [
      [targets['initialState'], state],
      [targets['initialCell'], cell],
    ] as const;
    const { order } = saved.packing;
    for (const [target, source] of initial) {
      if (target) cutRows(workspace, geometry, { source, order, target: target.address });
    }
    return names.map((name) => targets[name]!);
  });
}

/** What the forward kernel kept; where it kept nothing, it runs again. */
function savedSequence(
  workspace: Workspace,
  geometry: Geometry,
  call: { readonly tensors: RecurrentTensors; readonly arriving: ArrivingGradients },
): SavedSequence {
  const kept = workspace.backend.keptWith(call.arriving.outputs) as SavedSequence | undefined;
  return kept ?? runForward(workspace, geometry, { tensors: call.tensors, outputs: 0 });
}

function runBackward(
  workspace: Workspace,
  geometry: Geometry,
  call: { tensors: RecurrentTensors; arriving: ArrivingGradients; saved: SavedSequence },
): { gradients: number; state: number; cell: number } {
  const { tensors, arriving, saved } = call;
  const { packing, hidden, cells, entering } = saved;
  const { cell, rows, units, padded, gates, resetBefore, gradientBlocks } = geometry;
  // A GRU's gradients begin with that of the candidate's projected state.
  const order = gradientBlocks > gates ? [2, 0, 1] : undefined;
  const recurrentKernel = { source: workspace.input(tensors.recurrentKernel!), ...(order && { order }) };
  const source = paddedRecurrentKernel(workspace, geometry, recurrentKernel);
  const matrix = { stride: gates * padded, columns: padded, transposed: true };
  const arrived = (gradient: TensorInfo): number => {
    const target = workspace.allocate(rows * padded);
    padRows(workspace, geometry, { source: workspace.input(gradient), order: packing.order, target });
    return target;
  };
  const state = arrived(arriving.gradientState);
  const gradientCell = arriving.gradientCell ? arrived(arriving.gradientCell) : 0;
  const gradients = workspace.allocate(slotsOf(packing) * gradientBlocks * padded);
  const { parts, ...packed } = packedTask(workspace, geometry, packing);
  const task = {
    ...{ cell, rows, units, paddedUnits: padded },
    ...packed,
    ...(geometry.zeroOutputForMask && { repeats: 0 }),
    recurrentMask: recurrentMask(workspace, geometry, { mask: tensors.recurrentMask, order: packing.order }),
    ...{ hidden, cells, entering, saved: saved.saved },
    savedStride: geometry.savedBlocks,
    panels: packPanels(workspace, { ...matrix, source, depth: (resetBefore ? 2 : gates) * padded }),
    candidatePanels: resetBefore ? packPanels(workspace, { ...matrix, source: source + 8 * padded, depth: padded }) : 0,
    gradientOutputs: geometry.outputTime && workspace.input(arriving.gradientOutputs),
    ...{ gradientState: state, gradientCell, gradients, gradientBlocks },
    scratch: workspace.allocate(rows * padded),
    packed: workspace.allocate(4 * quadsOf(packing) * gradientBlocks * padded),
  };
  workspace.backend.runtime.runParts('recurrentBackward', task, parts);
  return { gradients, state, cell: gradientCell };
}
