import { type CellKind, gateCount, type RecurrentAttributes, type RecurrentInputName } from '../kernels.js';

/** Plain arrays by name; `shape` of what is read is [batch, time]. */
export type ReferenceArrays = { readonly [name in RecurrentInputName]?: Float64Array };

export type ReferenceSettings = Pick<RecurrentAttributes, 'cell' | 'resetAfter' | 'reverse' | 'zeroOutputForMask'> & {
  readonly batch: number;
  readonly time: number;
  readonly units: number;
};

export interface ReferenceResult {
  readonly outputs: Float64Array;
  readonly state: Float64Array;
  readonly cell: Float64Array;
}

/** A recurrent layer in float64, written as the definitions are: the oracle for the operations. */
export function recurrentReference(arrays: ReferenceArrays, settings: ReferenceSettings): ReferenceResult {
  const { batch, time, units, reverse, zeroOutputForMask } = settings;
  const outputs = new Float64Array(batch * time * units);
  const state = arrays.initialState?.slice() ?? new Float64Array(batch * units);
  const cell = arrays.initialCell?.slice() ?? new Float64Array(batch * units);
  for (let row = 0; row < batch; row++) {
    const span = [row * units, (row + 1) * units] as const;
    let output: Float64Array = new Float64Array(units);
    for (let count = 0; count < time; count++) {
      const position = row * time + (reverse ? time - 1 - count : count);
      const valid = arrays.mask ? arrays.mask[position] !== 0 : true;
      if (valid) {
        const held = state.slice(...span);
        const factors = arrays.recurrentMask?.slice(...span);
        const entering = held.map((value, unit) => value * (factors?.[unit] ?? 1));
        const step = { projected: project(arrays, settings, position), held, entering, cell: cell.subarray(...span) };
        output = cells[settings.cell](arrays, settings, step);
        state.set(output, span[0]);
      }
      outputs.set(valid || !zeroOutputForMask ? output : new Float64Array(units), position * units);
    }
  }
  return { outputs, state, cell };
}

interface ReferenceStep {
  readonly projected: Float64Array;
  readonly held: Float64Array;
  /** The held state times the recurrent mask. */
  readonly entering: Float64Array;
  /** Changed in place. */
  readonly cell: Float64Array;
}

type ReferenceCell = (arrays: ReferenceArrays, settings: ReferenceSettings, step: ReferenceStep) => Float64Array;

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

const cells: Record<CellKind, ReferenceCell> = {
  rnn: ({ recurrentKernel }, _, { projected, entering }) =>
    projected.map((value, unit) => Math.tanh(value + column(entering, recurrentKernel!, unit))),
  lstm: ({ recurrentKernel }, { units }, { projected, entering, cell }) => {
    const sums = projected.map((value, index) => value + column(entering, recurrentKernel!, index));
    return cell.map((before, unit) => {
      const [input, forget, output] = [0, 1, 3].map((gate) => sigmoid(sums[gate * units + unit]!));
      cell[unit] = forget! * before + input! * Math.tanh(sums[2 * units + unit]!);
      return output! * Math.tanh(cell[unit]!);
    });
  },
  gru: ({ recurrentKernel, bias }, { units, resetAfter }, { projected, held, entering }) => {
    const recurrentBias = resetAfter ? bias?.subarray(3 * units) : undefined;
    const inner = (vector: Float64Array, index: number): number =>
      column(vector, recurrentKernel!, index) + (recurrentBias?.[index] ?? 0);
    const gate = (index: number): number => sigmoid(projected[index]! + inner(entering, index));
    const reset = held.map((_, unit) => gate(units + unit));
    return held.map((before, unit) => {
      const index = 2 * units + unit;
      const recurrent = resetAfter
        ? reset[unit]! * inner(entering, index)
        : column(
            entering.map((value, other) => value * reset[other]!),
            recurrentKernel!,
            index,
          );
      return gate(unit) * before + (1 - gate(unit)) * Math.tanh(projected[index]! + recurrent);
    });
  },
};

/** Input · kernel, scaled, plus the input's bias, at one position. */
function project(arrays: ReferenceArrays, { cell, units }: ReferenceSettings, position: number): Float64Array {
  const { input, ids, table, inputScale, kernel, bias } = arrays;
  const columns = gateCount[cell] * units;
  const inputUnits = kernel!.length / columns;
  const vector = input
    ? input.subarray(position * inputUnits, (position + 1) * inputUnits)
    : table
      ? table.subarray(ids![position]! * inputUnits, (ids![position]! + 1) * inputUnits)
      : Float64Array.from({ length: inputUnits }, (_, unit) => Number(unit === ids![position]));
  const scale = inputScale?.[position] ?? 1;
  return Float64Array.from(
    { length: columns },
    (_, index) => scale * column(vector, kernel!, index) + (bias?.[index] ?? 0),
  );
}

/** One column of vector · matrix. */
function column(vector: Float64Array, matrix: Float64Array, index: number): number {
  const columns = matrix.length / vector.length;
  return vector.reduce((sum, value, row) => sum + value * matrix[row * columns + index]!, 0);
}
