import { blockLstm } from './cells/block-lstm.js';
import { lstm } from './cells/lstm.js';
import { cudnnRnn } from './cudnn/cudnn-rnn.js';
import type { NodeBackend } from './node-backend.js';
import { Operations } from './operations.js';
import { processingOrder } from './order.js';
import { inSession } from './session.js';

const probes: Readonly<Record<string, (operations: Operations) => void>> = {
  BlockLSTMV2: (operations) => {
    const { session } = operations;
    // TensorFlow logs a warning about odd widths.
    const square = session.zeros([2, 2]);
    blockLstm(operations, {
      ...{ steps: 1, batch: 2, units: 2, inputUnits: 2, input: square, initialState: square, initialCell: square },
      ...{ kernel: session.zeros([2, 8]), recurrentKernel: session.zeros([2, 8]), bias: session.zeros([8]) },
    });
  },
  LSTMBlockCellGrad: (operations) => {
    const { session } = operations;
    const square = session.zeros([2, 2]);
    const run = lstm(operations, {
      ...{ steps: 1, batch: 2, units: 2, projected: session.zeros([2, 8]), recurrentKernel: session.zeros([2, 8]) },
      ...{ initialState: square, initialCell: square },
    });
    run.gradients(operations, { states: [undefined, square], cells: [] });
  },
  CudnnRNNV3: (operations) => {
    const { session } = operations;
    const square = session.zeros([2, 2]);
    const run = cudnnRnn(operations, {
      ...{ cell: 'rnn', units: 2, inputUnits: 2, input: square, initialState: square, initialCell: square },
      ...{ kernel: square, recurrentKernel: square, bias: square },
      order: processingOrder({ batch: 2, time: 1, reverse: false, zeroOutputForMask: false }),
    });
    run.gradients(operations, { states: [undefined, square], cells: [] });
  },
  SparseSoftmaxCrossEntropyWithLogits: ({ session }) => {
    const labels = session.integers(Int32Array.of(0));
    session.runAll('SparseSoftmaxCrossEntropyWithLogits', [session.zeros([1, 2]), labels], { outputs: 2 });
  },
};

/** The fused operations that this TensorFlow, on this device, can't run, each with TensorFlow's reason. */
export function missingOperations(backend: NodeBackend): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  for (const [name, probe] of Object.entries(probes)) {
    try {
      inSession(backend, (session) => probe(new Operations(session)));
    } catch (error) {
      missing.set(name, (error as Error).message.split('\n')[0]!);
    }
  }
  return missing;
}
