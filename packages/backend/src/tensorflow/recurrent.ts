import type { DataId, TensorInfo } from '@tensorflow/tfjs-core';
import { differentiableInputs, inputsByName, type RecurrentAttributes } from '@refrain/ops';
import { blockLstm } from './cells/block-lstm.js';
import type { ArrivingGradients, Cell } from './cells/cell.js';
import { gruResetAfter, gruResetBefore } from './cells/gru.js';
import { lstm } from './cells/lstm.js';
import { simpleRnn } from './cells/simple-rnn.js';
import type { Handle, NodeBackend } from './node-backend.js';
import { Operations } from './operations.js';
import { processingOrder, type ProcessingOrder } from './order.js';
import { type InputGradients, projectInput, readVectors, type RecurrentTensors } from './sequence-input.js';
import { inSession } from './session.js';

/** What is kept with `outputs` for the way back. */
interface Saved {
  gradients(operations: Operations, arriving: ArrivingGradients): InputGradients;
  readonly order: ProcessingOrder;
  free(): void;
}

/** What runs a layer: its states, and the way back to all inputs of the kernel. */
interface LayerRun {
  readonly states: Handle;
  readonly cells?: Handle;
  readonly kept: readonly Handle[];
  gradients(operations: Operations, arriving: ArrivingGradients): InputGradients;
}

/** One call, with its sizes. */
interface Layer {
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
  /** Whether it has `BlockLSTMV2` with its gradient. */
  readonly blockLstm: boolean;
}

/** The fused recurrent kernel of `@refrain/ops` and its gradient, from TensorFlow's operations. */
export function recurrentKernels(support: RecurrentSupport): {
  forward: (backend: NodeBackend, inputs: readonly TensorInfo[], attributes: RecurrentAttributes) => TensorInfo[];
  backward: (backend: NodeBackend, inputs: readonly TensorInfo[], attributes: RecurrentAttributes) => TensorInfo[];
  /** Frees what was kept with a tensor's data. */
  forget: (dataId: DataId) => void;
} {
  const saved = new WeakMap<DataId, Saved>();
  return {
    forward: (backend, inputs, attributes) =>
      inSession(backend, (session) => {
        const operations = new Operations(session);
        const layer = describeLayer(backend, inputs, attributes);
        const { order, batch, time, units } = layer;
        const run = runLayer(operations, layer, support);
        const outputs = attributes.returnOutputs
          ? session.give(showOutputs(operations, run.states, layer), [batch, time, units])
          : emptyOutputs(layer);
        const last = session.integers(order.last);
        const finals = [run.states, ...(run.cells === undefined ? [] : [run.cells])].map((states) =>
          session.give(operations.gather(states, last), [batch, units]),
        );
        if (attributes.saveForGradient) {
          saved.set(outputs.dataId, { gradients: run.gradients, order, free: session.keep(run.kept) });
        }
        return [outputs, ...finals];
      }),
    backward: (backend, inputs, attributes) =>
      inSession(backend, (session) => {
        const operations = new Operations(session);
        const [outputs, ...gradients] = inputs.slice(attributes.inputs.length) as [TensorInfo, ...TensorInfo[]];
        const { order, gradients: run } = saved.get(outputs.dataId)!;
        const [gradientOutputs, gradientState, gradientCell] = gradients as [TensorInfo, TensorInfo, TensorInfo?];
        const arriving = {
          states: operations.addAll(
            attributes.returnOutputs ? hideOutputs(operations, gradientOutputs, order) : undefined,
            atLast(operations, gradientState, order),
          ),
          cells: gradientCell && atLast(operations, gradientCell, order),
        };
        const found = run(operations, arriving);
        return attributes.inputs.flatMap((name, position) =>
          differentiableInputs.has(name) ? [session.give(found[name]!, inputs[position]!.shape)] : [],
        );
      }),
    forget: (dataId) => {
      saved.get(dataId)?.free();
      saved.delete(dataId);
    },
  };
}

function describeLayer(backend: NodeBackend, inputs: readonly TensorInfo[], attributes: RecurrentAttributes): Layer {
  const tensors = inputsByName(inputs, attributes.inputs) as RecurrentTensors;
  const [batch = 0, time = 0] = (tensors.input ?? tensors.ids!).shape;
  const units = tensors.recurrentKernel!.shape[0]!;
  const mask = tensors.mask && backend.readSync(tensors.mask.dataId);
  const { reverse, zeroOutputForMask } = attributes;
  const order = processingOrder({ batch, time, reverse, zeroOutputForMask, mask });
  return { backend, tensors, attributes, order, batch, time, units };
}

/** No positions: their data is only what the way back is kept with. */
function emptyOutputs({ backend, batch, units }: Layer): TensorInfo {
  const shape = [batch, 0, units];
  return { dataId: backend.write(new Float32Array(0), shape, 'float32'), shape, dtype: 'float32' };
}

/** [batch, time, units]: the state that each position shows. */
function showOutputs(operations: Operations, states: Handle, { order, batch, time, units }: Layer): Handle {
  const { session } = operations;
  const held = operations.gather(states, session.integers(order.shows));
  const outputs = order.shown ? operations.multiply(held, session.floats(order.shown, [batch * time, 1])) : held;
  return operations.reshape(outputs, [batch, time, units]);
}

/** The gradient of all states that {@link showOutputs} brings. */
function hideOutputs(operations: Operations, gradient: TensorInfo, order: ProcessingOrder): Handle {
  const { session } = operations;
  const units = gradient.shape[2]!;
  const flat = operations.reshape(session.of(gradient), [order.shows.length, units]);
  const shown = order.shown && session.floats(order.shown, [order.shown.length, 1]);
  const values = shown === undefined ? flat : operations.multiply(flat, shown);
  return operations.sumByRow(values, session.integers(order.shows), stateCount(order));
}

/** The gradient of all states that the final ones bring. */
function atLast(operations: Operations, gradient: TensorInfo, order: ProcessingOrder): Handle {
  const { session } = operations;
  return operations.sumByRow(session.of(gradient), session.integers(order.last), stateCount(order));
}

function stateCount({ steps, last }: ProcessingOrder): number {
  return (steps + 1) * last.length;
}

function runLayer(operations: Operations, layer: Layer, support: RecurrentSupport): LayerRun {
  const { cell } = layer.attributes;
  const { ids, table, kernel, recurrentMask } = layer.tensors;
  // One-hot vectors wider than the projection cost more than looking their projection up.
  const wide = ids !== undefined && !table && kernel!.shape[0]! > kernel!.shape[1]!;
  if (cell === 'lstm' && support.blockLstm && !recurrentMask && !wide) return runBlockLstm(operations, layer);
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
    gradients: (after, arriving) => {
      const { input, ...others } = run.gradients(after, arriving);
      return { ...others, ...vectors.gradients(after, input) };
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
    gradients: (after, arriving) => {
      const { projected: gradient, candidateBias, ...others } = run.gradients(after, arriving);
      return {
        ...others,
        ...projection.gradients(after, gradient),
        ...(tensors.bias && { bias: joinBias(after, layer, [after.biasGradient(gradient), candidateBias]) }),
      };
    },
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
