import type { AttentionDecoderAttributes, AttentionDecoderInputName, DecoderLayerInputName } from '../kernels.js';
import { recurrentReference } from './recurrent-reference.js';

/** Plain arrays and their shapes by name. */
export type DecoderArrays = {
  readonly [name in AttentionDecoderInputName]?: { readonly values: Float64Array; readonly shape: readonly number[] };
};

/** A decoder with attention inside its loop in float64, row by row as the definition is: the oracle for the operation. */
export function attentionDecoderReference(
  arrays: DecoderArrays,
  attributes: Omit<AttentionDecoderAttributes, 'inputs' | 'saveForGradient'>,
): Float64Array[] {
  const [batch, time] = arrays.input!.shape as [number, number, number];
  const results: number[][][] = [];
  for (let row = 0; row < batch; row++) {
    const { readouts, weights, states } = rowReference(arrays, attributes, { row, time });
    [readouts, weights, ...states].forEach((values, index) => (results[index] ??= []).push(values));
  }
  return results.map((rows) => Float64Array.from(rows.flat()));
}

function rowReference(
  arrays: DecoderArrays,
  attributes: Omit<AttentionDecoderAttributes, 'inputs' | 'saveForGradient'>,
  { row, time }: { row: number; time: number },
): { readouts: number[]; weights: number[]; states: number[][] } {
  const { cell, resetAfter, layers, order, readout } = attributes;
  const of = (name: AttentionDecoderInputName): number[] | undefined => {
    const array = arrays[name];
    const size = array ? array.values.length / array.shape[0]! : 0;
    return array && [...array.values.subarray(row * size, (row + 1) * size)];
  };
  const layerOf = (layer: number) => (name: DecoderLayerInputName) => arrays[`${layer}.${name}`]?.values;
  const inputUnits = arrays.input!.shape[2]!;
  const states = Array.from({ length: layers }, (_, layer) => {
    const units = arrays[`${layer}.recurrentKernel`]!.shape[0]!;
    const zeros = Array<number>(units).fill(0);
    return { hidden: of(`${layer}.initialState`) ?? zeros, cell: of(`${layer}.initialCell`) ?? zeros };
  });
  const top = (): number[] => states.at(-1)!.hidden;
  const masked = (values: number[], name: AttentionDecoderInputName): number[] => {
    const mask = of(name);
    return mask ? values.map((value, unit) => value * mask[unit]!) : values;
  };

  const advance = (position: number, fed: number[]): void => {
    let input = [...of('input')!.slice(position * inputUnits, (position + 1) * inputUnits), ...masked(fed, 'feedMask')];
    states.forEach((state, layer) => {
      const weight = layerOf(layer);
      if (layer > 0) input = masked(input, `${layer}.inputMask`);
      const recurrentMask = of(`${layer}.recurrentMask`);
      const next = recurrentReference(
        {
          input: Float64Array.from(input),
          kernel: weight('kernel')!,
          recurrentKernel: weight('recurrentKernel')!,
          bias: weight('bias'),
          initialState: Float64Array.from(state.hidden),
          initialCell: Float64Array.from(state.cell),
          ...(recurrentMask && { recurrentMask: Float64Array.from(recurrentMask) }),
        },
        { cell, resetAfter, reverse: false, zeroOutputForMask: false, batch: 1, time: 1, units: state.hidden.length },
      );
      input = [...next.outputs];
      states[layer] = { hidden: input, cell: [...next.cell] };
    });
  };

  const readouts: number[] = [];
  const weights: number[] = [];
  const { scoreFactor } = attributes;
  const context = { arrays, scoreFactor, values: of('values')!, keys: of('keys')!, mask: of('sourceMask') };
  const valueUnits = arrays.values!.shape[2]!;
  const readoutUnits = { hidden: top().length, context: valueUnits, concatenation: top().length + valueUnits }[
    readout as 'hidden'
  ];
  let fed = of('initialReadout') ?? Array<number>(readoutUnits ?? arrays.readoutKernel!.shape[1]!).fill(0);
  for (let position = 0; position < time; position++) {
    if (order === 'luong') advance(position, fed);
    const found = look(context, top());
    if (order === 'bahdanau') advance(position, found.context);
    const both = [...top(), ...found.context];
    fed = {
      hidden: () => top(),
      context: () => found.context,
      concatenation: () => both,
      combined: () => times(both, arrays.readoutKernel!.values).map(Math.tanh),
    }[readout]();
    readouts.push(...fed);
    weights.push(...found.weights);
  }
  const last = states.flatMap(({ hidden, cell: memory }) => (cell === 'lstm' ? [hidden, memory] : [hidden]));
  return { readouts, weights, states: last };
}

/** The context and the weights that attention of one row finds from a state. */
function look(
  row: { arrays: DecoderArrays; scoreFactor: number; values: number[]; keys: number[]; mask: number[] | undefined },
  hidden: number[],
): { context: number[]; weights: number[] } {
  const { queryKernel, scoreScale, values } = row.arrays;
  const query = queryKernel ? times(hidden, queryKernel.values) : hidden;
  const [source, valueUnits] = values!.shape.slice(1) as [number, number];
  const scores = Array.from({ length: source }, (_, place) => {
    const score = query.reduce((sum, value, unit) => {
      const key = row.keys[place * query.length + unit]!;
      const part = scoreScale ? scoreScale.values[unit]! * Math.tanh(value + key) : row.scoreFactor * value * key;
      return sum + part;
    }, 0);
    return row.mask?.[place] === 0 ? -Infinity : score;
  });
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const weights = powers.map((power) => power / total);
  const context = Array.from({ length: valueUnits }, (_, unit) =>
    weights.reduce((sum, weight, place) => sum + weight * row.values[place * valueUnits + unit]!, 0),
  );
  return { context, weights };
}

/** vector · matrix */
function times(vector: readonly number[], matrix: Float64Array): number[] {
  const columns = matrix.length / vector.length;
  return Array.from({ length: columns }, (_, column) =>
    vector.reduce((sum, value, row) => sum + value * matrix[row * columns + column]!, 0),
  );
}
