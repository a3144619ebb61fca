import { type CellKind, gateCount } from '@refrain/ops';
import type { Binding, Handle, NodeBackend, OutputDescription } from '../tensorflow/node-backend.js';

/** The gradient of `loss` at `values` by differences; changes them meanwhile. */
type NumericGradient = (loss: () => number, values: Float64Array) => Float64Array;

type Arrays = readonly Float64Array[];

/** Which of the gates stands where in cuDNN's parameters, as its documentation has them. */
const gatesOf: Record<string, { cell: CellKind; order: readonly string[] }> = {
  rnn_tanh: { cell: 'rnn', order: ['h'] },
  gru: { cell: 'gru', order: ['r', 'z', 'h'] },
  lstm: { cell: 'lstm', order: ['i', 'f', 'g', 'o'] },
};

/**
 * A backend that says it has a GPU, and whose `CudnnRNNV3` is plain arithmetic by cuDNN's documented equations: outputs
 * behind a row's length are zeros, final states are those at its length. Gradients are differences.
 *
 * @returns the backend, and the names of the operations that it was asked for
 */
export function imitateCudnn(
  backend: NodeBackend,
  numericGradient: NumericGradient,
): { backend: NodeBackend; operations: string[] } {
  const { binding } = backend;
  const operations: string[] = [];
  const { TF_FLOAT, TF_INT32, TF_INT64, TF_Version } = binding;
  const { TF_ATTR_STRING, TF_ATTR_INT, TF_ATTR_FLOAT, TF_ATTR_BOOL, TF_ATTR_TYPE } = binding;
  const imitation: Binding = {
    ...{ TF_FLOAT, TF_INT32, TF_INT64, TF_Version },
    ...{ TF_ATTR_STRING, TF_ATTR_INT, TF_ATTR_FLOAT, TF_ATTR_BOOL, TF_ATTR_TYPE },
    createTensor: binding.createTensor.bind(binding),
    deleteTensor: binding.deleteTensor.bind(binding),
    tensorDataSync: binding.tensorDataSync.bind(binding),
    executeOp: (...call): OutputDescription[] => {
      const [name, attributes, inputs] = call;
      operations.push(name);
      const mode = attributes.find((attribute) => attribute.name === 'rnn_mode')?.value as string;
      if (name === 'CudnnRNNV3') return forward(binding, mode, inputs);
      if (name === 'CudnnRNNBackpropV3') return backward(binding, mode, { inputs, numericGradient });
      return binding.executeOp(...call);
    },
  };
  const imitated = Object.assign(Object.create(backend) as NodeBackend, { binding: imitation, isUsingGpuDevice: true });
  return { backend: imitated, operations };
}

function read(binding: Binding, handle: Handle): Float64Array {
  return Float64Array.from(binding.tensorDataSync(handle));
}

function write(binding: Binding, values: Float64Array, shape: number[]): OutputDescription {
  const id = binding.createTensor(shape, binding.TF_FLOAT, Float32Array.from(values));
  return { id, shape, dtype: binding.TF_FLOAT };
}

function forward(binding: Binding, mode: string, inputs: readonly Handle[]): OutputDescription[] {
  const arrays = inputs.map((handle) => read(binding, handle));
  const [outputs, state, cell] = run(mode, arrays) as [Float64Array, Float64Array, Float64Array];
  const { steps, batch, units } = sizes(mode, arrays);
  const none = (): OutputDescription => write(binding, new Float64Array(1), [1]);
  return [
    write(binding, outputs, [steps, batch, units]),
    write(binding, state, [1, batch, units]),
    mode === 'lstm' ? write(binding, cell, [1, batch, units]) : none(),
    none(),
    none(),
  ];
}

function backward(
  binding: Binding,
  mode: string,
  { inputs, numericGradient }: { inputs: readonly Handle[]; numericGradient: NumericGradient },
): OutputDescription[] {
  const arrays = inputs.map((handle) => read(binding, handle));
  const given = arrays.slice(0, 5);
  const arriving = arrays.slice(8, 11);
  const loss = (): number =>
    run(mode, given).reduce(
      (sum, values, index) => sum + values.reduce((part, value, at) => part + value * (arriving[index]![at] ?? 0), 0),
      0,
    );
  const { steps, batch, units, inputUnits } = sizes(mode, given);
  const shapes = [
    [steps, batch, inputUnits],
    [1, batch, units],
    mode === 'lstm' ? [1, batch, units] : [],
    [given[3]!.length],
  ];
  return shapes.map((shape, index) => write(binding, numericGradient(loss, given[index]!), shape));
}

/** From the lengths of the vectors: parameters are gates · units · (inputUnits + units + 2). */
function sizes(mode: string, [input, state, , parameters, lengths]: Arrays) {
  const gates = gateCount[gatesOf[mode]!.cell];
  const batch = lengths!.length;
  const units = state!.length / batch;
  const inputUnits = parameters!.length / gates / units - units - 2;
  return { gates, batch, units, inputUnits, steps: input!.length / batch / inputUnits };
}

/** Outputs [steps, batch, units], the final state and the final cell [batch, units]. */
function run(mode: string, arrays: Arrays): Float64Array[] {
  const { gates, batch, units, inputUnits, steps } = sizes(mode, arrays);
  const [input, initial, initialCell, parameters, lengths] = arrays as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const { order } = gatesOf[mode]!;
  const recurrentStart = gates * units * inputUnits;
  const biasStart = recurrentStart + gates * units * units;
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const outputs = new Float64Array(steps * batch * units);
  const states = initial.slice();
  const cells = mode === 'lstm' ? initialCell.slice() : new Float64Array(batch * units);
  for (let row = 0; row < batch; row++) {
    for (let step = 0; step < lengths[row]!; step++) {
      const at = step * batch + row;
      const x = input.subarray(at * inputUnits, (at + 1) * inputUnits);
      const h = states.slice(row * units, (row + 1) * units);
      const dot = (start: number, vector: Float64Array): number =>
        vector.reduce((sum, value, index) => sum + value * parameters[start + index]!, 0);
      // Of a gate and unit: the input's product, and the state's, each with its bias.
      const sums = (name: string, unit: number): [number, number] => {
        const index = order.indexOf(name) * units + unit;
        return [
          dot(index * inputUnits, x) + parameters[biasStart + index]!,
          dot(recurrentStart + index * units, h) + parameters[biasStart + gates * units + index]!,
        ];
      };
      const both = (name: string, unit: number): number => sums(name, unit)[0] + sums(name, unit)[1];
      for (let unit = 0; unit < units; unit++) {
        const place = row * units + unit;
        if (mode === 'rnn_tanh') states[place] = Math.tanh(both('h', unit));
        else if (mode === 'gru') {
          const [own, inner] = sums('h', unit);
          const update = sigmoid(both('z', unit));
          const candidate = Math.tanh(own + sigmoid(both('r', unit)) * inner);
          states[place] = (1 - update) * candidate + update * h[unit]!;
        } else {
          const kept = sigmoid(both('f', unit)) * cells[place]!;
          cells[place] = kept + sigmoid(both('i', unit)) * Math.tanh(both('g', unit));
          states[place] = sigmoid(both('o', unit)) * Math.tanh(cells[place]!);
        }
        outputs[at * units + unit] = states[place]!;
      }
    }
  }
  return [outputs, states, cells];
}
