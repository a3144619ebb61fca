import type { TensorInfo } from '@tensorflow/tfjs-core';
import { differentiableInputs, type RecurrentAttributes, type RecurrentInputName } from '@refrain/ops';
import type { OwnedTensor, RefrainBackend } from '../../backend.js';
import { withWorkspace, type Workspace } from '../../workspace.js';
import { recurrentMask, runForward, type SavedSequence } from './forward.js';
import { type Geometry, geometryOf, type RecurrentTensors } from './geometry.js';
import { inputGradients } from './input-gradients.js';
import { recurrentWeightGradients } from './weight-gradients.js';
import { cutUnits, packPanels, paddedRecurrentKernel, padUnits } from './weights.js';

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
  /** Gradients of the projections, in the order of processing: [time, rows, gradientBlocks, padded]. */
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
    for (const [target, address] of initial) {
      if (target) cutUnits(workspace, geometry, { address, target: target.address });
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
  if (kept) return kept;
  const outputs = workspace.allocate(geometry.rows * geometry.time * geometry.units);
  return runForward(workspace, geometry, { tensors: call.tensors, outputs });
}

function runBackward(
  workspace: Workspace,
  geometry: Geometry,
  call: { tensors: RecurrentTensors; arriving: ArrivingGradients; saved: SavedSequence },
): { gradients: number; state: number; cell: number } {
  const { tensors, arriving, saved } = call;
  const { cell, rows, time, units, padded, gates, resetBefore, gradientBlocks } = geometry;
  // A GRU's gradients begin with that of the candidate's projected state.
  const order = gradientBlocks > gates ? [2, 0, 1] : undefined;
  const recurrentKernel = { source: workspace.input(tensors.recurrentKernel!), ...(order && { order }) };
  const source = paddedRecurrentKernel(workspace, geometry, recurrentKernel);
  const matrix = { stride: gates * padded, columns: padded, transposed: true };
  const state = workspace.allocate(rows * padded);
  padUnits(workspace, geometry, { address: workspace.input(arriving.gradientState), target: state });
  const gradientCell = arriving.gradientCell ? workspace.allocate(rows * padded) : 0;
  if (arriving.gradientCell) {
    padUnits(workspace, geometry, { address: workspace.input(arriving.gradientCell), target: gradientCell });
  }
  const gradients = workspace.allocate(time * rows * gradientBlocks * padded);
  const task = {
    ...{ cell, rows, time, units, paddedUnits: padded },
    reverse: Number(geometry.reverse),
    zeroOutputForMask: Number(geometry.zeroOutputForMask),
    mask: tensors.mask ? workspace.input(tensors.mask) : 0,
    recurrentMask: recurrentMask(workspace, geometry, tensors.recurrentMask),
    ...{ hidden: saved.hidden, cells: saved.cells, entering: saved.entering, saved: saved.saved },
    savedStride: geometry.savedBlocks,
    panels: packPanels(workspace, { ...matrix, source, depth: (resetBefore ? 2 : gates) * padded }),
    candidatePanels: resetBefore ? packPanels(workspace, { ...matrix, source: source + 8 * padded, depth: padded }) : 0,
    gradientOutputs: workspace.input(arriving.gradientOutputs),
    ...{ gradientState: state, gradientCell, gradients, gradientBlocks },
    scratch: workspace.allocate(2 * rows * padded),
    packed: workspace.allocate(rows * gradientBlocks * padded),
  };
  const { runtime } = workspace.backend;
  const parts = runtime.partsFor(2 * rows * time * padded * gates * padded, Math.ceil(rows / 4));
  runtime.runParts('recurrentBackward', task, parts);
  return { gradients, state, cell: gradientCell };
}
