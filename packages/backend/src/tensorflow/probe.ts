import { blockLstm } from './cells/block-lstm.js';
import type { NodeBackend } from './node-backend.js';
import { Operations } from './operations.js';
import { inSession } from './session.js';

const probes: Readonly<Record<string, (operations: Operations) => void>> = {
  BlockLSTMV2: (operations) => {
    const { session } = operations;
    const one = session.zeros([1, 1]);
    const run = blockLstm(operations, {
      ...{ steps: 1, batch: 1, units: 1, inputUnits: 1, input: one, initialState: one, initialCell: one },
      ...{ kernel: session.zeros([1, 4]), recurrentKernel: session.zeros([1, 4]), bias: session.zeros([4]) },
    });
    run.gradients(operations, { states: session.zeros([2, 1]) });
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
