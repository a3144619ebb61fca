import type { TensorInfo } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@refrain/core';
import {
  gateCount,
  inputsByName,
  type RecurrentAttributes,
  type RecurrentInputName,
  recurrentKernelName,
} from '@refrain/ops';
import { shapeAssertion } from '../shape-assertion.js';

const assertShape = shapeAssertion(recurrentKernelName);

export type RecurrentTensors = Partial<Record<RecurrentInputName, TensorInfo>>;

/** The sizes of one recurrent call, and how its cell lies in memory. */
export interface Geometry {
  /** The number of the cell in the WebAssembly kernels. */
  readonly cell: number;
  readonly rows: number;
  readonly time: number;
  readonly inputUnits: number;
  readonly units: number;
  /** `units` rounded up to a multiple of 8: what every gate takes inside the kernels. */
  readonly padded: number;
  readonly gates: number;
  readonly reverse: boolean;
  readonly zeroOutputForMask: boolean;
  /** How many positions `outputs` has: all, or none where nobody reads them. */
  readonly outputTime: number;
  readonly resetBefore: boolean;
  /** How many values a unit and step keep for the way back. */
  readonly savedBlocks: number;
  /** How many gradients of projections a unit and step have; those of the input's are the last `gates`. */
  readonly gradientBlocks: number;
}

/** Numbers as in assembly/recurrent/cells.ts. */
const cells = { rnn: 0, gru: 1, gruResetBefore: 2, lstm: 3 } as const;

/** Reads the sizes off the tensors and checks that every tensor has the shape that follows from them. */
export function geometryOf(tensors: RecurrentTensors, attributes: RecurrentAttributes): Geometry {
  const { cell, resetAfter, reverse, zeroOutputForMask, returnOutputs } = attributes;
  const source = tensors.input ?? tensors.ids;
  if (!source || !tensors.kernel || !tensors.recurrentKernel) {
    throw new InvalidArgumentError({
      argument: 'inputs',
      value: attributes.inputs,
      message:
        `${recurrentKernelName} needs input or ids, kernel and recurrentKernel; ` +
        `received ${attributes.inputs.join(', ')}. Call it through gru, lstm or simpleRnn of @refrain/ops.`,
    });
  }
  const [rows = 0, time = 0] = source.shape;
  const [inputUnits = 0] = tensors.kernel.shape;
  const [units = 0] = tensors.recurrentKernel.shape;
  const gates = gateCount[cell];
  const resetBefore = cell === 'gru' && !resetAfter;
  const columns = gates * units;
  const table = tensors.table && [tensors.table.shape[0] ?? 0, inputUnits];
  const expected: Partial<Record<RecurrentInputName, readonly number[]>> = {
    input: [rows, time, inputUnits],
    ids: [rows, time],
    ...(table && { table }),
    inputScale: [rows, time],
    kernel: [inputUnits, columns],
    recurrentKernel: [units, columns],
    bias: cell === 'gru' && resetAfter ? [2, columns] : [columns],
    initialState: [rows, units],
    initialCell: [rows, units],
    mask: [rows, time],
    recurrentMask: [rows, units],
  };
  for (const name of attributes.inputs) assertShape(name, tensors[name]!, expected[name]!);
  return {
    cell: resetBefore ? cells.gruResetBefore : cells[cell],
    ...{ rows, time, inputUnits, units, gates, reverse, zeroOutputForMask, resetBefore },
    outputTime: returnOutputs ? time : 0,
    padded: Math.ceil(units / 8) * 8,
    savedBlocks: { rnn: 0, gru: resetBefore ? 3 : 4, lstm: 5 }[cell],
    gradientBlocks: cell === 'gru' && !resetBefore ? 4 : gates,
  };
}

/** The tensors of a call by name. */
export function tensorsByName(inputs: readonly TensorInfo[], attributes: RecurrentAttributes): RecurrentTensors {
  return inputsByName(inputs, attributes.inputs);
}
