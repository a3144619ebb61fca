import type { Handle } from '../node-backend.js';
import { type Cell, dropped, stackSteps, stepsOf } from './cell.js';
import { lstmGradients } from './lstm-gradients.js';

/**
 * An LSTM step by step, a product and some ten operations each, where TensorFlow's own fused one can't be used: it knows
 * no dropout inside the recurrence.
 */
export const lstm: Cell = (operations, call) => {
  const { steps, units, recurrentKernel, recurrentMask } = call;
  const { session } = operations;
  const [inputs] = stepsOf(operations, call, [4 * units]) as [Handle[]];
  const states = [call.initialState];
  const cells = [call.initialCell!];
  const entering: Handle[] = [];
  const [inputGates, forgetGates, candidates]: [Handle[], Handle[], Handle[]] = [[], [], []];
  const [outputGates, squashed]: [Handle[], Handle[]] = [[], []];
  for (let step = 0; step < steps; step++) {
    entering.push(dropped(operations, states[step]!, recurrentMask));
    const sums = session.replace('AddV2', [operations.matMul(entering[step]!, recurrentKernel), inputs[step]!]);
    const parts = operations.splitSizes(sums, [2 * units, units, units], 1) as [Handle, Handle, Handle];
    const [inner, middle, outer] = parts;
    const open = operations.sigmoid(inner);
    const [input, forget] = operations.split(open, 2, 1) as [Handle, Handle];
    const candidate = operations.tanh(middle);
    const output = operations.sigmoid(outer);
    session.free(sums, open, ...parts);
    const products = [operations.multiply(forget, cells[step]!), operations.multiply(input, candidate)];
    cells.push(session.replace('AddV2', products));
    squashed.push(operations.tanh(cells[step + 1]!));
    states.push(operations.multiply(output, squashed[step]!));
    inputGates.push(input);
    forgetGates.push(forget);
    candidates.push(candidate);
    outputGates.push(output);
  }
  const activations = { inputGates, cells: cells.slice(1), forgetGates, outputGates, candidates, squashed };
  return {
    states: stackSteps(operations, states, units),
    cells: stackSteps(operations, cells, units),
    kept: [states, cells, entering, inputGates, forgetGates, candidates, outputGates, squashed].flat(),
    gradients: (after, arriving) => {
      const entered = stackSteps(after, entering, units);
      return lstmGradients(
        after,
        { ...call, initialCell: call.initialCell!, entering: entered },
        { activations, arriving },
      );
    },
  };
};
