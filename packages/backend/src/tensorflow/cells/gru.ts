import type { Handle } from '../node-backend.js';
import { type Cell, dropped, stackSteps, stepsOf } from './cell.js';

/**
 * A GRU whose reset gate multiplies the projected state: one product and some ten operations a step.
 *
 * Back, the factors between a step's gradient and those of its gates are made for all steps at once; what is left for
 * each step is one product and five operations.
 */
export const gruResetAfter: Cell = (operations, call) => {
  const { steps, batch, units, recurrentKernel, candidateBias, recurrentMask } = call;
  const widths = [2 * units, units];
  const [gateInputs, candidateInputs] = stepsOf(operations, call, widths) as [Handle[], Handle[]];
  const states = [call.initialState];
  const entering: Handle[] = [];
  const [updates, resets, candidates, inner]: [Handle[], Handle[], Handle[], Handle[]] = [[], [], [], []];
  for (let step = 0; step < steps; step++) {
    const state = states[step]!;
    entering.push(dropped(operations, state, recurrentMask));
    const product = operations.matMul(entering[step]!, recurrentKernel);
    const [gates, own] = operations.splitSizes(product, widths, 1) as [Handle, Handle];
    const open = operations.sigmoid(operations.add(gates, gateInputs[step]!));
    const [update, reset] = operations.split(open, 2, 1) as [Handle, Handle];
    inner.push(candidateBias === undefined ? own : operations.addBias(own, candidateBias));
    const candidate = operations.tanh(operations.add(candidateInputs[step]!, operations.multiply(reset, inner[step]!)));
    updates.push(update);
    resets.push(reset);
    candidates.push(candidate);
    states.push(interpolate(operations, update, [state, candidate]));
    operations.session.free(product, gates, open);
  }
  return {
    states: stackSteps(operations, states, units),
    kept: [...states, ...entering, ...updates, ...resets, ...candidates, ...inner],
    gradients: (after, arriving) => {
      const [update, reset, candidate] = [updates, resets, candidates].map((values) => after.stack(values));
      const ofCandidate = after.tanhGradient(candidate!, after.subtract(one(after), update!));
      const ofUpdate = after.sigmoidGradient(update!, after.subtract(after.stack(states.slice(0, -1)), candidate!));
      const ofReset = after.sigmoidGradient(reset!, after.multiply(ofCandidate, after.stack(inner)));
      // [steps, batch, 3, units]: from a step's gradient to those of its recurrent sums.
      const factors = after.stack([ofUpdate, ofReset, after.multiply(ofCandidate, reset!)], 2);
      const factorsOf = after.unstack(factors, steps);
      // Turned over once: products by a transposed matrix take longer.
      const back = after.transpose(recurrentKernel);
      const gradients = new Array<Handle>(steps);
      let gradient = arriving.states[steps]!;
      for (let step = steps - 1; step >= 0; step--) {
        gradients[step] = after.reshape(gradient, [batch, 1, units]);
        const sums = after.reshape(after.multiply(gradients[step]!, factorsOf[step]!), [batch, 3 * units]);
        const entered = dropped(after, after.matMul(sums, back), recurrentMask);
        gradient = after.addAll(entered, after.multiply(gradient, updates[step]!), arriving.states[step]);
        after.session.free(sums, entered);
      }
      const all = after.stack(gradients);
      const flat = [steps * batch, 3 * units];
      const sums = after.reshape(after.multiply(all, factors), flat);
      const inputFactors = after.stack([ofUpdate, ofReset, ofCandidate], 2);
      return {
        projected: after.reshape(after.multiply(all, inputFactors), flat),
        recurrentKernel: after.matMulTransposedA(stackSteps(after, entering, units), sums),
        ...(candidateBias !== undefined && {
          candidateBias: after.biasGradient(after.splitSizes(sums, widths, 1)[1]!),
        }),
        initialState: gradient,
      };
    },
  };
};

/** A GRU whose reset gate multiplies the state before it is projected: two products a step. */
export const gruResetBefore: Cell = (operations, call) => {
  const { steps, units, recurrentMask } = call;
  const widths = [2 * units, units];
  const [gateKernel, candidateKernel] = operations.splitSizes(call.recurrentKernel, widths, 1) as [Handle, Handle];
  const [gateInputs, candidateInputs] = stepsOf(operations, call, widths) as [Handle[], Handle[]];
  const states = [call.initialState];
  const [entering, reduced]: [Handle[], Handle[]] = [[], []];
  const [updates, resets, candidates]: [Handle[], Handle[], Handle[]] = [[], [], []];
  for (let step = 0; step < steps; step++) {
    const state = states[step]!;
    entering.push(dropped(operations, state, recurrentMask));
    const gates = operations.add(operations.matMul(entering[step]!, gateKernel), gateInputs[step]!);
    const [update, reset] = operations.split(operations.sigmoid(gates), 2, 1) as [Handle, Handle];
    reduced.push(operations.multiply(reset, entering[step]!));
    const product = operations.matMul(reduced[step]!, candidateKernel);
    const candidate = operations.tanh(operations.add(candidateInputs[step]!, product));
    updates.push(update);
    resets.push(reset);
    candidates.push(candidate);
    states.push(interpolate(operations, update, [state, candidate]));
  }
  return {
    states: stackSteps(operations, states, units),
    kept: [gateKernel, candidateKernel, ...states, ...entering, ...reduced, ...updates, ...resets, ...candidates],
    gradients: (after, arriving) => {
      const [update, reset, candidate, entered] = [updates, resets, candidates, entering].map((values) =>
        after.stack(values),
      );
      const difference = after.subtract(after.stack(states.slice(0, -1)), candidate!);
      const ofUpdate = after.unstack(after.sigmoidGradient(update!, difference), steps);
      const ofReset = after.unstack(after.sigmoidGradient(reset!, entered!), steps);
      const kept = after.subtract(one(after), update!);
      const ofCandidate = after.unstack(after.tanhGradient(candidate!, kept), steps);
      const [gateBack, candidateBack] = [after.transpose(gateKernel), after.transpose(candidateKernel)];
      const [gateSums, candidateSums] = [new Array<Handle>(steps), new Array<Handle>(steps)];
      let gradient = arriving.states[steps]!;
      for (let step = steps - 1; step >= 0; step--) {
        candidateSums[step] = after.multiply(gradient, ofCandidate[step]!);
        const back = after.matMul(candidateSums[step]!, candidateBack);
        const gates = [after.multiply(gradient, ofUpdate[step]!), after.multiply(back, ofReset[step]!)];
        gateSums[step] = after.concat(gates, 1);
        const throughGates = after.matMul(gateSums[step]!, gateBack);
        const state = after.add(throughGates, after.multiply(back, resets[step]!));
        gradient = after.addAll(
          dropped(after, state, recurrentMask),
          after.multiply(gradient, updates[step]!),
          arriving.states[step],
        );
      }
      const ofGates = stackSteps(after, gateSums, 2 * units);
      const ofCandidates = stackSteps(after, candidateSums, units);
      const gateGradient = after.matMulTransposedA(stackSteps(after, entering, units), ofGates);
      const candidateGradient = after.matMulTransposedA(stackSteps(after, reduced, units), ofCandidates);
      return {
        projected: after.concat([ofGates, ofCandidates], 1),
        recurrentKernel: after.concat([gateGradient, candidateGradient], 1),
        initialState: gradient,
      };
    },
  };
};

type Operate = Parameters<Cell>[0];

/** candidate + update ⊙ (state - candidate) */
function interpolate(operations: Operate, update: Handle, [state, candidate]: [Handle, Handle]): Handle {
  const difference = operations.subtract(state, candidate);
  return operations.add(candidate, operations.multiply(update, difference));
}

function one({ session }: Operate): Handle {
  return session.floats(Float32Array.of(1), []);
}
