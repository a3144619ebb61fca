import type { Handle } from '../node-backend.js';
import { type Cell, dropped, stackSteps, stepsOf } from './cell.js';

/** h' = tanh(x + h · R): three operations a step, and three back. */
export const simpleRnn: Cell = (operations, call) => {
  const { steps, units, recurrentKernel, recurrentMask } = call;
  const [inputs] = stepsOf(operations, call, [units]) as [Handle[]];
  const states = [call.initialState];
  const entering: Handle[] = [];
  for (let step = 0; step < steps; step++) {
    const state = dropped(operations, states[step]!, recurrentMask);
    entering.push(state);
    states.push(operations.tanh(operations.add(operations.matMul(state, recurrentKernel), inputs[step]!)));
  }
  return {
    states: stackSteps(operations, states, units),
    kept: [...states, ...entering],
    gradients: (after, arriving) => {
      // Turned over once: products by a transposed matrix take longer.
      const back = after.transpose(recurrentKernel);
      const sums = new Array<Handle>(steps);
      let gradient = arriving.states[steps]!;
      for (let step = steps - 1; step >= 0; step--) {
        sums[step] = after.tanhGradient(states[step + 1]!, gradient);
        const entered = dropped(after, after.matMul(sums[step]!, back), recurrentMask);
        gradient = after.addAll(entered, arriving.states[step]);
      }
      const projected = stackSteps(after, sums, units);
      return {
        projected,
        recurrentKernel: after.matMulTransposedA(stackSteps(after, entering, units), projected),
        initialState: gradient,
      };
    },
  };
};
