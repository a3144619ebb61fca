import type { TensorInfo } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@refrain/core';
import type { RecurrentInputName } from '@refrain/ops';
import type { Handle, NodeBackend } from './node-backend.js';
import type { Operations } from './operations.js';
import type { ProcessingOrder } from './order.js';

export type RecurrentTensors = Partial<Record<RecurrentInputName, TensorInfo>>;

/** Gradients of inputs of a recurrent kernel. */
export type InputGradients = { [name in RecurrentInputName]?: Handle };

/** What a recurrence reads, of every step and row, with the way back to where it came from. */
export interface SequenceInput {
  /** [steps · batch, width] */
  readonly values: Handle;
  /** What the way back needs. */
  readonly kept: readonly Handle[];
  /** From the gradient of `values` those of `input`, `table` or `kernel`. */
  gradients(operations: Operations, gradient: Handle): InputGradients;
}

/** Where a call's input comes from. */
export interface InputSource {
  readonly backend: NodeBackend;
  readonly tensors: RecurrentTensors;
  readonly order: ProcessingOrder;
}

/** The vectors of every step; one-hot ids become rows of zeros and a one. */
export function readVectors(operations: Operations, source: InputSource): SequenceInput {
  const { tensors, order } = source;
  const { session } = operations;
  if (tensors.input) {
    const shape = tensors.input.shape as [number, number, number];
    const [batch, time, width] = shape;
    const read = session.integers(order.read);
    const flat = operations.reshape(session.of(tensors.input), [batch * time, width]);
    return {
      values: operations.gather(flat, read),
      kept: [read],
      gradients: (after, gradient) => ({
        input: after.reshape(after.sumByRow(gradient, read, batch * time), shape),
      }),
    };
  }
  if (tensors.table) return lookUp(operations, source, session.of(tensors.table));
  const ids = session.integers(idsInOrder(source));
  const [one, zero] = [session.floats(Float32Array.of(1), []), session.floats(Float32Array.of(0), [])];
  const hot = session.run('OneHot', [ids, session.constant(vocabularyOf(tensors)), one, zero]);
  const scale = scaleInOrder(operations, source);
  return { values: scale === undefined ? hot : operations.multiply(hot, scale), kept: [], gradients: () => ({}) };
}

/** Every step's input · kernel: [steps · batch, gates · units]. */
export function projectInput(operations: Operations, source: InputSource): SequenceInput {
  const { tensors, order } = source;
  const { session } = operations;
  const kernel = session.of(tensors.kernel!);
  if (tensors.ids && !tensors.table) {
    const { values, kept, gradients } = lookUp(operations, source, kernel);
    return { values, kept, gradients: (after, gradient) => ({ kernel: gradients(after, gradient).table! }) };
  }
  if (tensors.table && vocabularyOf(tensors) <= order.read.length) {
    // Fewer rows to multiply than there are positions: the table goes through the kernel once.
    const table = session.of(tensors.table);
    const { values, kept, gradients } = lookUp(operations, source, operations.matMul(table, kernel));
    return {
      values,
      kept,
      gradients: (after, gradient) => {
        const projected = gradients(after, gradient).table!;
        return {
          table: after.matMulTransposedB(projected, kernel),
          kernel: after.matMulTransposedA(table, projected),
        };
      },
    };
  }
  const vectors = readVectors(operations, source);
  return {
    values: operations.matMul(vectors.values, kernel),
    kept: [vectors.values, ...vectors.kept],
    gradients: (after, gradient) => ({
      ...vectors.gradients(after, after.matMulTransposedB(gradient, kernel)),
      kernel: after.matMulTransposedA(vectors.values, gradient),
    }),
  };
}

/** Rows of `table` by the ids, times the scale. */
function lookUp(operations: Operations, source: InputSource, table: Handle): SequenceInput {
  const vocabulary = vocabularyOf(source.tensors);
  const ids = operations.session.integers(idsInOrder(source));
  const scale = scaleInOrder(operations, source);
  const rows = operations.gather(table, ids);
  return {
    values: scale === undefined ? rows : operations.multiply(rows, scale),
    kept: scale === undefined ? [ids] : [ids, scale],
    gradients: (after, gradient) => {
      const scaled = scale === undefined ? gradient : after.multiply(gradient, scale);
      return { table: after.sumByRow(scaled, ids, vocabulary) };
    },
  };
}

function vocabularyOf({ table, kernel }: RecurrentTensors): number {
  return (table ?? kernel!).shape[0]!;
}

function idsInOrder({ backend, tensors, order }: InputSource): Int32Array {
  const vocabulary = vocabularyOf(tensors);
  const ids = backend.readSync(tensors.ids!.dataId);
  const wrong = ids.find((id) => !(id >= 0 && id < vocabulary));
  if (wrong !== undefined) {
    throw new InvalidArgumentError({
      argument: 'ids',
      value: wrong,
      message:
        `ids must be integers from 0 to ${vocabulary - 1}; received ${wrong}. ` +
        'Encode the text with the tokenizer that the model was made for.',
    });
  }
  return order.read.map((position) => ids[position]!);
}

/** [steps · batch, 1] */
function scaleInOrder(operations: Operations, { tensors, order }: InputSource): Handle | undefined {
  const { inputScale } = tensors;
  if (!inputScale) return undefined;
  const [batch = 0, time = 0] = inputScale.shape;
  const flat = operations.reshape(operations.session.of(inputScale), [batch * time, 1]);
  return operations.gather(flat, operations.session.integers(order.read));
}
