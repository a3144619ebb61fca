import type { OwnedTensor } from '../../backend.js';
import { multiply } from '../../products.js';
import { elementCost } from '../../runtime/runtime.js';
import type { Workspace } from '../../workspace.js';
import type { BackwardPass } from '../recurrent/backward.js';
import { packingOf } from '../recurrent/packing.js';
import type { SavedStates } from '../recurrent/saved-states.js';
import { type ArrivingStates, backwardFields } from '../recurrent/tasks.js';
import { gateProducts, inputGateRuns, recurrentWeightGradients } from '../recurrent/weight-gradients.js';
import { cutRows, padGates } from '../recurrent/weights.js';
import { at, type LayerInput, onePosition } from './layer.js';
import type { DecoderLayer } from './decoder.js';

/** The tensors to fill for one layer. */
export interface LayerTargets {
  readonly kernel: OwnedTensor;
  readonly recurrentKernel: OwnedTensor;
  readonly bias?: OwnedTensor;
  readonly initialState?: OwnedTensor;
  readonly initialCell?: OwnedTensor;
}

/** A recurrent layer that goes back one position at a time. Arrays are time-major: [time, rows, …]. */
export interface BackwardLayer {
  /** Gradient of the states behind a position, as it goes back: [rows, padded]. */
  readonly gradientState: number;
  /** Gradients of what the layer gave: [time, rows, units]. */
  readonly gradientOutputs: number;
  /** From the state behind `position` to the one before it. */
  stepBack(position: number): void;
  /** Gradients of what met some rows of the kernel, from `position` on. */
  inputGradient(
    input: Omit<LayerInput, 'stride'>,
    place: { readonly position: number; readonly positions: number; readonly accumulate?: boolean },
  ): void;
  /** Fills the gradients of the weights and of where the layer started; `inputs` are all that it read. */
  finish(inputs: readonly LayerInput[]): void;
}

/** Makes a layer ready for the way back, from the gradients of its last states. */
export function backwardLayer(
  workspace: Workspace,
  layer: DecoderLayer,
  call: {
    readonly saved: SavedStates;
    readonly arriving: ArrivingStates;
    readonly targets: LayerTargets;
  },
): BackwardLayer {
  const { geometry, tensors } = layer;
  const { saved, arriving, targets } = call;
  const { rows, time, units, padded, gates, gradientBlocks } = geometry;
  const { runtime } = workspace.backend;
  const width = gates * padded;
  const gradientOutputs = workspace.allocate(time * rows * units);
  const gradients = workspace.allocate(time * rows * gradientBlocks * padded);
  const { parts, ...placed } = onePosition(workspace, geometry);
  const quads = Math.ceil(rows / 4);
  const shared = { ...backwardFields(workspace, geometry, { tensors, arriving, quads }), ...placed };
  const { gradientState, gradientCell } = shared;
  const kernel = padGates(workspace, geometry, {
    source: workspace.input(tensors.kernel!),
    rows: geometry.inputUnits,
  });
  const stride = gradientBlocks * padded;
  return {
    gradientState,
    gradientOutputs,
    stepBack(position) {
      const { hidden, cells, entering, saved: gatesSaved } = at(saved, geometry, position);
      runtime.runParts(
        'recurrentBackward',
        {
          ...shared,
          ...{ hidden, cells, entering, saved: gatesSaved },
          gradientOutputs: gradientOutputs + 4 * position * rows * units,
          gradients: gradients + 4 * position * rows * stride,
        },
        parts,
      );
    },
    inputGradient({ address, width: columns, firstRow }, { position, positions, accumulate = false }) {
      multiply(workspace, {
        a: { address: gradients + 4 * (position * rows * stride + (gradientBlocks - gates) * padded), stride },
        b: { address: kernel + 4 * firstRow * width, stride: width },
        c: { address, stride: columns },
        ...{ rows: positions * rows, depth: width, columns, transposeB: true, accumulate },
      });
    },
    finish(inputs) {
      const sequence = { ...saved, packing: packingOf(geometry, undefined) };
      const pass: BackwardPass = { workspace, geometry, tensors, saved: sequence, gradients, targets: { ...targets } };
      recurrentWeightGradients(pass);
      for (const { address, stride: inputStride, width: inputUnits, firstRow } of inputs) {
        const target = targets.kernel.address + 4 * firstRow * gates * units;
        const factors = { source: address, stride: inputStride, units: inputUnits, target };
        gateProducts(pass, factors, inputGateRuns(geometry));
      }
      if (targets.bias) biasGradient(pass, targets.bias);
      const initial = [
        [targets.initialState, gradientState],
        [targets.initialCell, gradientCell],
      ] as const;
      for (const [target, address] of initial) {
        if (target) cutRows(workspace, geometry, { source: address, target: target.address });
      }
    },
  };
}

/** Sums of the projections' gradients over all positions and rows, in the layout of the bias. */
function biasGradient({ workspace, geometry, gradients }: BackwardPass, target: OwnedTensor): void {
  const { rows, time, units, padded, gates, gradientBlocks } = geometry;
  const columns = gradientBlocks * padded;
  const sums = workspace.allocate(columns);
  const task = { source: gradients, stride: columns, rows: rows * time, columns, target: sums };
  workspace.backend.runtime.run('columnSum', task, elementCost.add * rows * time * columns);
  const block = (index: number): Float32Array => workspace.floats(sums + 4 * index * padded, units);
  const hasTwoBiases = gradientBlocks > gates;
  const result = workspace.floats(target.address, (hasTwoBiases ? 2 : 1) * gates * units);
  for (let gate = 0; gate < gates; gate++) result.set(block(gradientBlocks - gates + gate), gate * units);
  if (!hasTwoBiases) return;
  // The gates of a GRU have two biases that always meet in a sum; the candidate's second has a gradient of its own.
  result.copyWithin(gates * units, 0, 2 * units);
  result.set(block(0), (gates + 2) * units);
}
