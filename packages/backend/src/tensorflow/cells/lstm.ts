import type { Handle } from '../node-backend.js';
import { type Cell, dropped, stackSteps, stepsOf } from './cell.js';

/** An LSTM step by step, where TensorFlow's own fused one can't be used: it knows no dropout inside the recurrence. */
export const lstm: Cell = (operations, call) => {
  const { steps, batch, units, recurrentKernel, recurrentMask } = call;
  const [inputs] = stepsOf(operations, call, [4 * units]) as [Handle[]];
  const states = [call.initialState];
  const cells = [call.initialCell!];
  const entering: Handle[] = [];
  const [opened, forgotten, proposed, shown, squashed]: Handle[][] = [[], [], [], [], []] as const;
  for (let step = 0; step < steps; step++) {
    entering.push(dropped(operations, states[step]!, recurrentMask));
    const sums = operations.add(operations.matMul(entering[step]!, recurrentKernel), inputs[step]!);
    const [inner, middle, outer] = operations.splitSizes(sums, [2 * units, units, units], 1) as [
      Handle,
      Handle,
      Handle,
    ];
    const [input, forget] = operations.split(operations.sigmoid(inner), 2, 1) as [Handle, Handle];
    const candidate = operations.tanh(middle);
    const output = operations.sigmoid(outer);
    const kept = operations.multiply(forget, cells[step]!);
    cells.push(operations.add(kept, operations.multiply(input, candidate)));
    squashed!.push(operations.tanh(cells[step + 1]!));
    states.push(operations.multiply(output, squashed![step]!));
    opened!.push(input);
    forgotten!.push(forget);
    proposed!.push(candidate);
    shown!.push(output);
  }
  const [inputGates, forgetGates, candidates, outputGates, tanhs] = [opened!, forgotten!, proposed!, shown!, squashed!];
  return {
    states: stackSteps(operations, states, units),
    cells: stackSteps(operations, cells, units),
    kept: [states, cells, entering, inputGates, forgetGates, candidates, outputGates, tanhs].flat(),
    gradients: (after, arriving) => {
      const [input, forget, candidate, output, tanh] = [inputGates, forgetGates, candidates, outputGates, tanhs].map(
        (values) => after.stack(values),
      ) as [Handle, Handle, Handle, Handle, Handle];
      const toCell = after.unstack(after.tanhGradient(tanh, output), steps);
      // [steps, batch, 4, units]: from the gradients of cell, cell, cell and state to those of the four sums.
      const factors = after.stack(
        [
          after.sigmoidGradient(input, candidate),
          after.sigmoidGradient(forget, after.stack(cells.slice(0, -1))),
          after.tanhGradient(candidate, input),
          after.sigmoidGradient(output, tanh),
        ],
        2,
      );
      const factorsOf = after.unstack(factors, steps);
      const sums = new Array<Handle>(steps);
      let gradient = arriving.states[steps]!;
      let cellGradient = arriving.cells[steps];
      for (let step = steps - 1; step >= 0; step--) {
        const memory = after.addAll(cellGradient, after.multiply(gradient, toCell[step]!));
        const sources = after.stack([memory, memory, memory, gradient], 1);
        sums[step] = after.reshape(after.multiply(sources, factorsOf[step]!), [batch, 4 * units]);
        const entered = dropped(after, after.matMulTransposedB(sums[step]!, recurrentKernel), recurrentMask);
        gradient = after.addAll(entered, arriving.states[step]);
        cellGradient = after.addAll(after.multiply(memory, forgetGates[step]!), arriving.cells[step]);
      }
      const projected = stackSteps(after, sums, 4 * units);
      return {
        projected,
        recurrentKernel: after.matMulTransposedA(stackSteps(after, entering, units), projected),
        initialState: gradient,
        initialCell: cellGradient!,
      };
    },
  };
};
