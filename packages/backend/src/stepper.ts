import type { SteppedNetwork, Stepper } from '@refrain/ops';
import { recordLayouts, taskLayouts } from './generated/kernels.js';
import type { Runtime } from './runtime/runtime.js';
import { StepperWeights } from './stepper-weights.js';

/** Addresses of what changes with the number of rows, and views of them. */
interface Rows {
  readonly blocks: readonly number[];
  readonly ids: Int32Array;
  readonly state: Float32Array;
  readonly logits: Float32Array;
}

/** Rooms of one row in the step's scratch; see assembly/step.ts. */
const rooms = 7;

/**
 * A stepper whose weights are packed once and whose step is one WebAssembly call: for a network of the usual size a step
 * takes microseconds, where dispatching tensor operations takes a hundred times as long.
 */
export function createWasmStepper(runtime: Runtime, network: SteppedNetwork): Stepper {
  const { heap } = runtime;
  const weights = new StepperWeights(runtime, network);
  const { stateSize, scratchStride } = weights;
  const { vocabularySize } = network;
  const layers = weights.allocate(weights.layers.length * recordLayouts.stepLayer.length);
  weights.layers.forEach((layer, index) => {
    runtime.writeFields(layers + 4 * index * recordLayouts.stepLayer.length, recordLayouts.stepLayer, layer);
  });
  const taskAddress = weights.allocate(taskLayouts.step.length);
  const run = runtime.bind('step', taskAddress);
  let current: Rows | undefined;
  let disposed = false;

  function prepare(rows: number): Rows {
    current?.blocks.forEach((address) => heap.free(address));
    const [ids, state, logits, scratch] = [
      rows,
      rows * stateSize,
      rows * vocabularySize,
      rooms * rows * scratchStride,
    ].map((words) => heap.allocate(4 * words)) as [number, number, number, number];
    runtime.writeFields(taskAddress, taskLayouts.step, {
      ...{ rows, ids, state, stateSize, embedding: weights.embedding, layers, layerCount: network.layers.length },
      ...{ outputPanels: weights.outputPanels, outputBias: weights.outputBias, vocabulary: vocabularySize },
      ...{ logits, scratch, scratchStride },
    });
    current = {
      blocks: [ids, state, logits, scratch],
      ids: runtime.integers(ids, rows),
      state: runtime.floats(state, rows * stateSize),
      logits: runtime.floats(logits, rows * vocabularySize),
    };
    return current;
  }

  return {
    stateSize,
    // The signature is that of Stepper in @refrain/ops.
    // eslint-disable-next-line max-params
    step(ids, state, next, logits) {
      if (disposed) throw new Error('This stepper was disposed; make another with createStepper.');
      for (const id of ids) {
        if (!(id >= 0 && id < vocabularySize)) {
          throw new RangeError(`ids must be integers from 0 to ${vocabularySize - 1}; received ${id}.`);
        }
      }
      const rows = current?.ids.length === ids.length ? current : prepare(ids.length);
      rows.ids.set(ids);
      rows.state.set(state);
      run();
      next.set(rows.state);
      logits.set(rows.logits);
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      current?.blocks.forEach((address) => heap.free(address));
      weights.dispose();
    },
  };
}
