import { gateCount, type RecurrentAttributes } from '@refrain/ops';
import { blockLstm } from './cells/block-lstm.js';
import type { ArrivingGradients, Cell, CellGradients } from './cells/cell.js';
import { gruResetAfter, gruResetBefore } from './cells/gru.js';
import { lstm } from './cells/lstm.js';
import { swapGates } from './cells/lstm-gradients.js';
import { simpleRnn } from './cells/simple-rnn.js';
import { cudnnRnn } from './cudnn/cudnn-rnn.js';
import type { Handle, NodeBackend } from './node-backend.js';
import type { Operations } from './operations.js';
import type { ProcessingOrder } from './order.js';
import {
  type InputGradients,
  type ProjectedInput,
  projectInput,
  readVectors,
  type RecurrentTensors,
} from './sequence-input.js';

/** What runs a layer: its states, and the way back to all inputs of the kernel. */
export interface LayerRun {
  readonly states: Handle;
  readonly cells?: Handle;
  readonly kept: readonly Handle[];
  gradients(operations: Operations, arriving: ArrivingGradients): InputGradients;
}

/** One call, with its sizes. */
export interface Layer {
  readonly backend: NodeBackend;
  readonly tensors: RecurrentTensors;
  readonly attributes: RecurrentAttributes;
  readonly order: ProcessingOrder;
  readonly batch: number;
  readonly time: number;
  readonly units: number;
}

/** What the library at hand can do. */
export interface RecurrentSupport {
  /** Whether it has `BlockLSTMV2`. */
  readonly blockLstm: boolean;
  /** Whether there is a GPU with `CudnnRNNV3` and its gradient. */
  readonly cudnn: boolean;
}

/** Runs a layer by the fewest operations that this TensorFlow has for it. */
export function runLayer(operations: Operations, layer: Layer, support: RecurrentSupport): LayerRun {
  const { cell } = layer.attributes;
  const { ids, table, kernel, recurrentMask } = layer.tensors;
  // One-hot vectors wider than the projection cost more than looking their projection up.
  const wide = ids !== undefined && !table && kernel!.shape[0]! > kernel!.shape[1]!;
  const isPlain = !recurrentMask && !wide;
  if (support.cudnn && isPlain && (cell !== 'gru' || layer.attributes.resetAfter)) return runCudnn(operations, layer);
  if (cell === 'lstm' && support.blockLstm && isPlain) return runBlockLstm(operations, layer);
  return runCell(operations, layer);
}

function runBlockLstm(operations: Operations, layer: Layer): LayerRun {
  const { tensors, order, batch, units } = layer;
  const { session } = operations;
  const vectors = readVectors(operations, layer);
  const run = blockLstm(operations, {
    steps: order.steps,
    batch,
    units,
    inputUnits: tensors.kernel!.shape[0]!,
    input: vectors.values,
    kernel: session.of(tensors.kernel!),
    recurrentKernel: session.of(tensors.recurrentKernel!),
    bias: tensors.bias ? session.of(tensors.bias) : session.zeros([4 * units]),
    ...initialStates(operations, layer),
  });
  return {
    ...run,
    kept: [...run.kept, ...vectors.kept],
    gradients: (after, arriving) => layerGradients(after, layer, { vectors, found: run.gradients(after, arriving) }),
  };
}

function runCudnn(operations: Operations, layer: Layer): LayerRun {
  const { tensors, attributes, order, units } = layer;
  const { session } = operations;
  const { cell } = attributes;
  const columns = gateCount[cell] * units;
  const vectors = readVectors(operations, layer);
  const given = tensors.bias && session.of(tensors.bias);
  const none = session.zeros([columns]);
  const run = cudnnRnn(operations, {
    ...{ cell, order, units, inputUnits: tensors.kernel!.shape[0]!, input: vectors.values },
    kernel: session.of(tensors.kernel!),
    recurrentKernel: session.of(tensors.recurrentKernel!),
    bias: cell === 'gru' ? (given ?? session.zeros([2, columns])) : operations.stack([none, given ?? none]),
    ...initialStates(operations, layer),
  });
  return {
    ...run,
    kept: [...run.kept, ...vectors.kept],
    gradients: (after, arriving) => {
      const { input, bias, ...others } = run.gradients(after, arriving);
      // cuDNN adds both biases of these cells, so either's gradient is that of their one.
      const ofBias = cell === 'gru' ? bias : after.unstack(bias, 2)[1]!;
      return { ...others, bias: ofBias, ...vectors.gradients(after, input) };
    },
  };
}

function runCell(operations: Operations, layer: Layer): LayerRun {
  const { tensors, attributes, order, batch, units } = layer;
  const { session } = operations;
  const projection = projectInput(operations, layer);
  const biases = splitBias(operations, layer);
  const projected =
    biases.added === undefined ? projection.values : operations.addBias(projection.values, biases.added);
  const cells: Record<typeof attributes.cell, Cell> = {
    rnn: simpleRnn,
    gru: attributes.resetAfter ? gruResetAfter : gruResetBefore,
    lstm,
  };
  const run = cells[attributes.cell](operations, {
    steps: order.steps,
    batch,
    units,
    projected,
    recurrentKernel: session.of(tensors.recurrentKernel!),
    candidateBias: biases.candidate,
    recurrentMask: tensors.recurrentMask && session.of(tensors.recurrentMask),
    ...initialStates(operations, layer),
  });
  return {
    ...run,
    kept: [...run.kept, ...projection.kept, ...(biases.candidate === undefined ? [] : [biases.candidate])],
    gradients: (after, arriving) =>
      layerGradients(after, layer, { vectors: projection, found: run.gradients(after, arriving) }),
  };
}

/** From a cell's gradients those of the kernel's inputs. */
function layerGradients(
  after: Operations,
  layer: Layer,
  { vectors, found }: { readonly vectors: ProjectedInput; readonly found: CellGradients },
): InputGradients {
  const { tensors } = layer;
  const { projected, candidateBias, hasSwappedGates, recurrentKernel, ...states } = found;
  const inOrder = (weights: Handle, axis: number): Handle =>
    hasSwappedGates ? swapGates(after, weights, axis) : weights;
  const kernel = inOrder(after.session.of(tensors.kernel!), 1);
  const { kernel: ofKernel, ...ofInput } = vectors.projectedGradients(after, projected, kernel);
  const ofBias = tensors.bias && joinBias(after, layer, [inOrder(after.biasGradient(projected), 0), candidateBias]);
  return {
    ...states,
    ...ofInput,
    kernel: inOrder(ofKernel!, 1),
    recurrentKernel: inOrder(recurrentKernel, 1),
    ...(ofBias !== undefined && { bias: ofBias }),
  };
}

/** The bias that is added to the projected input, and the one that the reset gate multiplies. */
function splitBias(
  operations: Operations,
  { tensors, attributes, units }: Layer,
): { added?: Handle; candidate?: Handle } {
  if (!tensors.bias) return {};
  const bias = operations.session.of(tensors.bias);
  if (attributes.cell !== 'gru' || !attributes.resetAfter) return { added: bias };
  const [input, recurrent] = operations.unstack(bias, 2) as [Handle, Handle];
  const [gates, candidate] = operations.splitSizes(recurrent, [2 * units, units], 0) as [Handle, Handle];
  const padded = operations.concat([gates, operations.session.zeros([units])], 0);
  return { added: operations.add(input, padded), candidate };
}

/** The way back of {@link splitBias}. */
function joinBias(
  operations: Operations,
  { units }: Layer,
  [added, candidate]: readonly [Handle, Handle | undefined],
): Handle {
  if (candidate === undefined) return added;
  const [gates] = operations.splitSizes(added, [2 * units, units], 0) as [Handle, Handle];
  return operations.stack([added, operations.concat([gates, candidate], 0)]);
}

function initialStates(
  { session }: Operations,
  { tensors, attributes, batch, units }: Layer,
): { initialState: Handle; initialCell: Handle } {
  const { initialState, initialCell } = tensors;
  const zeros = (): Handle => session.zeros([batch, units]);
  const state = initialState ? session.of(initialState) : zeros();
  return {
    initialState: state,
    initialCell: initialCell && attributes.cell === 'lstm' ? session.of(initialCell) : zeros(),
  };
}
