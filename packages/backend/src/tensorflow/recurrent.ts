import type { DataId, TensorInfo } from '@tensorflow/tfjs-core';
import { differentiableInputs, inputsByName, type RecurrentAttributes } from '@refrain/ops';
import type { ArrivingGradients } from './cells/cell.js';
import type { Handle, NodeBackend } from './node-backend.js';
import { Operations } from './operations.js';
import { processingOrder, type ProcessingOrder } from './order.js';
import { type Layer, type RecurrentSupport, runLayer } from './run-layer.js';
import type { InputGradients, RecurrentTensors } from './sequence-input.js';
import { inSession } from './session.js';

/** What is kept with `outputs` for the way back. */
interface Saved {
  gradients(operations: Operations, arriving: ArrivingGradients): InputGradients;
  readonly order: ProcessingOrder;
  free(): void;
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
        const ofOutputs = attributes.returnOutputs ? gradientOutputs : undefined;
        const found = run(operations, {
          states: arrivals(operations, order, { ofOutputs, ofFinal: gradientState }),
          cells: gradientCell ? arrivals(operations, order, { ofFinal: gradientCell }) : [],
        });
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

/** What arrives at each state, the initial one first: through the outputs that show it, and as a final one. */
function arrivals(
  operations: Operations,
  order: ProcessingOrder,
  { ofOutputs, ofFinal }: { readonly ofOutputs?: TensorInfo | undefined; readonly ofFinal: TensorInfo },
): (Handle | undefined)[] {
  const { session } = operations;
  const { steps, last, read, shows } = order;
  const [batch, units] = [last.length, ofFinal.shape[1]!];
  const final = session.of(ofFinal);
  const flat = ofOutputs && operations.reshape(session.of(ofOutputs), [shows.length, units]);
  if (order.isMasked) {
    const count = (steps + 1) * batch;
    const atEnd = operations.sumByRow(final, session.integers(last), count);
    const all = operations.addAll(flat === undefined ? undefined : hideOutputs(operations, flat, order), atEnd);
    return operations.unstack(operations.reshape(all, [steps + 1, batch, units]), steps + 1);
  }
  // Each state but the initial one is shown once, where its step has read.
  const shown = flat === undefined ? undefined : operations.gather(flat, session.integers(read));
  const list: (Handle | undefined)[] =
    shown === undefined
      ? new Array<undefined>(steps).fill(undefined)
      : operations.unstack(operations.reshape(shown, [steps, batch, units]), steps);
  return [undefined, ...list.slice(0, -1), operations.addAll(list.at(-1), final)];
}

/** The gradient of all states, [(steps + 1) · batch, units], that {@link showOutputs} brings. */
function hideOutputs(operations: Operations, gradient: Handle, { steps, last, shows, shown }: ProcessingOrder): Handle {
  const { session } = operations;
  const values =
    shown === undefined ? gradient : operations.multiply(gradient, session.floats(shown, [shown.length, 1]));
  return operations.sumByRow(values, session.integers(shows), (steps + 1) * last.length);
}
