import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentAttributes } from '@refrain/ops';
import type { RefrainBackend } from '../../backend.js';
import { type Workspace, withWorkspace } from '../../workspace.js';
import { type Geometry, geometryOf, type RecurrentTensors } from './geometry.js';
import { project } from './projection.js';
import { cutUnits, packPanels, paddedBiases, paddedRecurrentKernel, padUnits } from './weights.js';

/** What the gradient needs of the way forward: addresses, 0 where the cell has no such thing. */
export interface SavedSequence {
  /** States before and behind each step, in the order of processing: [time + 1, rows, padded]. */
  readonly hidden: number;
  /** The same of an LSTM's cell. */
  readonly cells: number;
  /** What entered the recurrent product, where a dropout mask made it another than `hidden`: [time, rows, padded]. */
  readonly entering: number;
  /** Reset states of a GRU that resets before its product: [time, rows, padded]. */
  readonly reset: number;
  /** Gates: [time, rows, savedBlocks, padded]. */
  readonly saved: number;
}

/** Runs a sequence forward: outputs [rows, time, units], state [rows, units] and an LSTM's cell [rows, units]. */
export function recurrentForward(
  backend: RefrainBackend,
  tensors: RecurrentTensors,
  attributes: RecurrentAttributes,
): TensorInfo[] {
  const geometry = geometryOf(tensors, attributes);
  return withWorkspace(backend, (workspace) => {
    const { rows, time, units, padded } = geometry;
    const outputs = backend.allocate([rows, time, units]);
    const saved = runForward(workspace, geometry, { tensors, outputs: outputs.address });
    const last = 4 * time * rows * padded;
    const results = [outputs, backend.allocate([rows, units])];
    cutUnits(workspace, geometry, { address: saved.hidden + last, target: results[1]!.address });
    if (saved.cells) {
      const cell = backend.allocate([rows, units]);
      cutUnits(workspace, geometry, { address: saved.cells + last, target: cell.address });
      results.push(cell);
    }
    if (attributes.saveForGradient) {
      const blocks = Object.values(saved).filter((address) => address !== 0);
      workspace.keep(blocks);
      backend.keepWith(outputs, saved, blocks);
    }
    return results;
  });
}

/** Runs a sequence forward into `outputs`; what it saves belongs to the workspace. */
export function runForward(
  workspace: Workspace,
  geometry: Geometry,
  call: { readonly tensors: RecurrentTensors; readonly outputs: number },
): SavedSequence {
  const { tensors, outputs } = call;
  const { cell, rows, time, units, padded, gates, resetBefore } = geometry;
  const bias = tensors.bias && (workspace.values(tensors.bias) as Float32Array);
  const biases = paddedBiases(geometry, bias);
  const projection = project(workspace, geometry, { tensors, bias: biases.input });
  const source = paddedRecurrentKernel(workspace, geometry, { source: workspace.input(tensors.recurrentKernel!) });
  const matrix = { stride: gates * padded, depth: padded, transposed: false };
  const products = resetBefore ? 2 : gates;
  const states = time * rows * padded;
  const state = (initial: TensorInfo | undefined): number => {
    const address = workspace.allocate(states + rows * padded);
    if (initial) padUnits(workspace, geometry, { address: workspace.input(initial), target: address });
    else workspace.floats(address, rows * padded).fill(0);
    return address;
  };
  const saved: SavedSequence = {
    hidden: state(tensors.initialState),
    cells: gates === 4 ? state(tensors.initialCell) : 0,
    entering: tensors.recurrentMask ? workspace.allocate(states) : 0,
    reset: resetBefore ? workspace.allocate(states) : 0,
    saved: workspace.allocate(states * geometry.savedBlocks),
  };
  const task = {
    ...{ cell, rows, time, units, paddedUnits: padded },
    reverse: Number(geometry.reverse),
    zeroOutputForMask: Number(geometry.zeroOutputForMask),
    ...projection,
    mask: tensors.mask ? workspace.input(tensors.mask) : 0,
    recurrentMask: recurrentMask(workspace, geometry, tensors.recurrentMask),
    candidateBias: workspace.copy(biases.candidate),
    panels: packPanels(workspace, { ...matrix, source, columns: products * padded }),
    candidatePanels: resetBefore
      ? packPanels(workspace, { ...matrix, source: source + 8 * padded, columns: padded })
      : 0,
    ...saved,
    savedStride: geometry.savedBlocks,
    outputs,
    scratch: workspace.allocate(rows * gates * padded),
    packed: workspace.allocate(rows * padded),
  };
  const { runtime } = workspace.backend;
  const parts = runtime.partsFor(2 * rows * time * padded * gates * padded, Math.ceil(rows / 4));
  runtime.runParts('recurrentForward', task, parts);
  return saved;
}

/** The dropout factors of the state, padded; 0 where there are none. */
export function recurrentMask(workspace: Workspace, geometry: Geometry, mask: TensorInfo | undefined): number {
  if (!mask) return 0;
  const target = workspace.allocate(geometry.rows * geometry.padded);
  padUnits(workspace, geometry, { address: workspace.input(mask), target });
  return target;
}
