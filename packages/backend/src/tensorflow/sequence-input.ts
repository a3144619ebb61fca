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

/** What goes, or went, through a kernel. */
export interface ProjectedInput extends Omit<SequenceInput, 'gradients'> {
  /** From the gradient of the projection those of the kernel, and of `input` or `table`. */
  projectedGradients(operations: Operations, gradient: Handle, kernel: Handle): InputGradients;
}

/** Vectors that go through a kernel, or through something else. */
export type SequenceVectors = SequenceInput & ProjectedInput;

/** Where a call's input comes from. */
export interface InputSource {
  readonly backend: NodeBackend;
  readonly tensors: RecurrentTensors;
  readonly order: ProcessingOrder;
}

/** The vectors of every step; one-hot ids become rows of zeros and a one. */
export function readVectors(operations: Operations, source: InputSource): SequenceVectors {
  const { tensors, order } = source;
  const { session } = operations;
  if (tensors.table) return lookUpVectors(operations, source);
  if (tensors.input) {
    const shape = tensors.input.shape as [number, number, number];
    const [batch, time, width] = shape;
    const read = session.integers(order.read);
    const flat = operations.reshape(session.of(tensors.input), [batch * time, width]);
    return throughKernel({
      values: operations.gather(flat, read),
      kept: [read],
      gradients: (after, gradient) => {
        const sums = order.isMasked
          ? after.sumByRow(gradient, read, batch * time)
          : after.gather(gradient, after.session.integers(invert(order.read)));
        return { input: after.reshape(sums, shape) };
      },
    });
  }
  const ids = session.integers(idsInOrder(source));
  const hot = session.run('OneHot', [
    ids,
    session.constant(vocabularyOf(tensors)),
    session.scalar(1),
    session.scalar(0),
  ]);
  const scale = scaleInOrder(operations, source);
  const { kept, sums } = summing(source, ids, scale);
  return {
    values: scale === undefined ? hot : operations.multiply(hot, scale),
    kept,
    gradients: () => ({}),
    projectedGradients: (after, gradient) => ({ kernel: sums(after, gradient) }),
  };
}

/** Every step's input · kernel: [steps · batch, gates · units]. */
export function projectInput(operations: Operations, source: InputSource): ProjectedInput {
  const { tensors } = source;
  const { session } = operations;
  const kernel = session.of(tensors.kernel!);
  if (tensors.ids && !tensors.table) {
    const { values, kept, gradients } = lookUp(operations, source, kernel);
    return { values, kept, projectedGradients: (after, gradient) => ({ kernel: gradients(after, gradient).table! }) };
  }
  if (tensors.table && isSmall(source)) {
    const table = session.of(tensors.table);
    return throughTable(lookUp(operations, source, operations.matMul(table, kernel)), table);
  }
  const vectors = readVectors(operations, source);
  return { ...vectors, values: operations.matMul(vectors.values, kernel) };
}

/** Whether the table has fewer rows to multiply than there are positions. */
function isSmall({ tensors, order }: InputSource): boolean {
  return vocabularyOf(tensors) <= order.read.length;
}

function lookUpVectors(operations: Operations, source: InputSource): SequenceVectors {
  const table = operations.session.of(source.tensors.table!);
  const vectors = lookUp(operations, source, table);
  return isSmall(source) ? throughTable(vectors, table) : throughKernel(vectors);
}

/** Rows of a small table, whose gradients through a kernel are found by two products over that table. */
function throughTable(rows: SequenceInput, table: Handle): SequenceVectors {
  return {
    ...rows,
    projectedGradients: (after, gradient, kernel) => {
      const ofProduct = rows.gradients(after, gradient).table!;
      return { table: after.matMulTransposedB(ofProduct, kernel), kernel: after.matMulTransposedA(table, ofProduct) };
    },
  };
}

/** Vectors whose gradients through a kernel are found by two products over all positions. */
function throughKernel(vectors: SequenceInput): SequenceVectors {
  return {
    ...vectors,
    kept: [vectors.values, ...vectors.kept],
    projectedGradients: (after, gradient, kernel) => ({
      ...vectors.gradients(after, after.matMulTransposedB(gradient, kernel)),
      kernel: after.matMulTransposedA(vectors.values, gradient),
    }),
  };
}

/** Rows of `table` by the ids, times the scale. */
function lookUp(operations: Operations, source: InputSource, table: Handle): SequenceInput {
  const ids = operations.session.integers(idsInOrder(source));
  const scale = scaleInOrder(operations, source);
  const rows = operations.gather(table, ids);
  const { kept, sums } = summing(source, ids, scale);
  return {
    values: scale === undefined ? rows : operations.multiply(rows, scale),
    kept,
    gradients: (after, gradient) => ({ table: sums(after, gradient) }),
  };
}

/** The way back from scaled rows to a table: of each id the sum of the gradients at its positions. */
function summing(
  { tensors }: InputSource,
  ids: Handle,
  scale: Handle | undefined,
): { kept: Handle[]; sums: (after: Operations, gradient: Handle) => Handle } {
  const vocabulary = vocabularyOf(tensors);
  return {
    kept: scale === undefined ? [ids] : [ids, scale],
    sums: (after, gradient) =>
      after.sumByRow(scale === undefined ? gradient : after.multiply(gradient, scale), ids, vocabulary),
  };
}

/** Where each number stands in a permutation. */
function invert(permutation: Int32Array): Int32Array {
  const inverse = new Int32Array(permutation.length);
  permutation.forEach((position, place) => (inverse[position] = place));
  return inverse;
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
