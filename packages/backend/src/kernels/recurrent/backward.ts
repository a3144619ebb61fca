import type { TensorInfo } from '@tensorflow/tfjs-core';
import { differentiableInputs, type RecurrentAttributes, type RecurrentInputName } from '@refrain/ops';
import type { OwnedTensor, RefrainBackend } from '../../backend.js';
import { withWorkspace, type Workspace } from '../../workspace.js';
import { runForward, type SavedSequence } from './forward.js';
import { type Geometry, geometryOf, type RecurrentTensors } from './geometry.js';
import { inputGradients } from './input-gradients.js';
import { slotsOf } from './packing.js';
import { quadsOf } from './sharing.js';
import { backwardFields, packedFields } from './tasks.js';
import { recurrentWeightGradients } from './weight-gradients.js';
import { cutRows } from './weights.js';

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
  const { padded, gradientBlocks } = geometry;
  const states = { state: arriving.gradientState, cell: arriving.gradientCell };
  const gradients = workspace.allocate(slotsOf(packing) * gradientBlocks * padded);
  const { parts, ...packed } = packedFields(workspace, geometry, packing);
  const rows = { quads: quadsOf(packing), order: packing.order };
  const task = {
    ...backwardFields(workspace, geometry, { tensors, arriving: states, ...rows }),
    ...packed,
    ...(geometry.zeroOutputForMask && { repeats: 0 }),
    ...{ hidden, cells, entering, saved: saved.saved },
    gradientOutputs: geometry.outputTime && workspace.input(arriving.gradientOutputs),
    gradients,
  };
  workspace.backend.runtime.runParts('recurrentBackward', task, parts);
  return { gradients, state: task.gradientState, cell: task.gradientCell };
}
