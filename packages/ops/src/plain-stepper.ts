import { refuse } from '@refrain/core';
import { gateCount } from './kernels.js';
import type { SteppedLayer, SteppedNetwork, Stepper } from './stepped-network.js';

/** Steps a network in plain JavaScript: states and weights in float32, sums in float64. */
export function plainStepper(network: SteppedNetwork): Stepper {
  const { vocabularySize, embedding, layers, output } = network;
  const stateSize = layers.reduce((size, layer) => size + layerStateSize(layer), 0);
  const steps = layers.map(layerStep);
  const embeddingUnits = embedding ? embedding.length / vocabularySize : 0;
  const scores = new Float64Array(vocabularySize);
  let disposed = false;

  function stepRow(id: number, state: Float32Array, next: Float32Array): void {
    let input: LayerInput = embedding
      ? { values: embedding.subarray(id * embeddingUnits, (id + 1) * embeddingUnits) }
      : { id };
    let start = 0;
    layers.forEach((layer, index) => {
      const end = start + layerStateSize(layer);
      const after = next.subarray(start, end);
      steps[index]!(input, state.subarray(start, end), after);
      input = { values: after.subarray(0, layer.units) };
      start = end;
    });
    scores.set(output.bias);
    addInput(scores, input, output.kernel);
  }

  return {
    stateSize,
    // eslint-disable-next-line max-params -- the contract's signature: everything is written in place
    step: (ids, state, next, logits) => {
      if (disposed) refuse('stepper', 'disposed', { expected: 'in use', remedy: 'Make a new one with createStepper.' });
      ids.forEach((id, row) => {
        if (id < 0 || id >= vocabularySize) {
          refuse(`ids[${row}]`, id, { expected: `an id from 0 to ${vocabularySize - 1}` });
        }
        const [start, end] = [row * stateSize, (row + 1) * stateSize];
        stepRow(id, state.subarray(start, end), next.subarray(start, end));
        logits.set(scores, row * vocabularySize);
      });
    },
    dispose: () => {
      disposed = true;
    },
  };
}

/** What a layer reads: a vector, or an id that stands for a one-hot vector. */
type LayerInput = { readonly values: Float32Array } | { readonly id: number };

/** Reads one row's state of one layer and writes the one behind it; `after` may be `state` itself. */
type LayerStep = (input: LayerInput, state: Float32Array, after: Float32Array) => void;

function layerStateSize({ cell, units }: SteppedLayer): number {
  return cell === 'lstm' ? 2 * units : units;
}

function layerStep(layer: SteppedLayer): LayerStep {
  if (layer.cell === 'rnn') return simpleRnnStep(layer);
  return layer.cell === 'lstm' ? lstmStep(layer) : gruStep(layer);
}

function simpleRnnStep({ units, kernel, recurrentKernel, bias }: SteppedLayer): LayerStep {
  const sums = new Float64Array(units);
  return (input, state, after) => {
    sums.set(bias);
    addInput(sums, input, kernel);
    addProduct(sums, state, recurrentKernel);
    for (let unit = 0; unit < units; unit++) after[unit] = Math.tanh(sums[unit]!);
  };
}

function lstmStep({ units, kernel, recurrentKernel, bias }: SteppedLayer): LayerStep {
  const sums = new Float64Array(4 * units);
  return (input, state, after) => {
    sums.set(bias);
    addInput(sums, input, kernel);
    addProduct(sums, state.subarray(0, units), recurrentKernel);
    for (let unit = 0; unit < units; unit++) {
      const kept = sigmoid(sums[units + unit]!) * state[units + unit]!;
      const cell = kept + sigmoid(sums[unit]!) * Math.tanh(sums[2 * units + unit]!);
      after[units + unit] = cell;
      after[unit] = sigmoid(sums[3 * units + unit]!) * Math.tanh(cell);
    }
  };
}

function gruStep({ units, kernel, recurrentKernel, bias, resetAfter }: SteppedLayer): LayerStep {
  const columns = gateCount.gru * units;
  const sums = new Float64Array(columns);
  const recurrent = new Float64Array(columns);
  const reset = new Float32Array(units);
  const gateRange = { columns, from: 0, to: resetAfter ? columns : 2 * units };
  const candidateRange = { columns, from: 2 * units, to: columns };
  return (input, state, after) => {
    sums.set(resetAfter ? bias.subarray(0, columns) : bias);
    addInput(sums, input, kernel);
    if (resetAfter) recurrent.set(bias.subarray(columns));
    else recurrent.fill(0);
    addProduct(recurrent, state, recurrentKernel, gateRange);
    if (!resetAfter) {
      for (let unit = 0; unit < units; unit++) {
        reset[unit] = sigmoid(sums[units + unit]! + recurrent[units + unit]!) * state[unit]!;
      }
      addProduct(recurrent, reset, recurrentKernel, candidateRange);
    }
    for (let unit = 0; unit < units; unit++) {
      const update = sigmoid(sums[unit]! + recurrent[unit]!);
      const gate = resetAfter ? sigmoid(sums[units + unit]! + recurrent[units + unit]!) : 1;
      const candidate = Math.tanh(sums[2 * units + unit]! + gate * recurrent[2 * units + unit]!);
      after[unit] = update * state[unit]! + (1 - update) * candidate;
    }
  };
}

/** sums += input · matrix; of a one-hot input that is one row of the matrix. */
function addInput(sums: Float64Array, input: LayerInput, matrix: Float32Array): void {
  if ('values' in input) return addProduct(sums, input.values, matrix);
  const start = input.id * sums.length;
  for (let column = 0; column < sums.length; column++) sums[column]! += matrix[start + column]!;
}

/** sums += values · matrix [values.length, columns], for the columns of `range` only. */
// eslint-disable-next-line max-params -- the innermost loop takes what it works on directly
function addProduct(
  sums: Float64Array,
  values: Float32Array,
  matrix: Float32Array,
  range = { columns: sums.length, from: 0, to: sums.length },
): void {
  const { columns, from, to } = range;
  // Four rows at a time: the sums are then loaded and stored a quarter as often.
  let row = 0;
  for (; row + 4 <= values.length; row += 4) {
    const [first, second, third, fourth] = [values[row]!, values[row + 1]!, values[row + 2]!, values[row + 3]!];
    const start = row * columns;
    const [start2, start3, start4] = [start + columns, start + 2 * columns, start + 3 * columns];
    for (let column = from; column < to; column++) {
      const pair = first * matrix[start + column]! + second * matrix[start2 + column]!;
      sums[column]! += pair + (third * matrix[start3 + column]! + fourth * matrix[start4 + column]!);
    }
  }
  for (; row < values.length; row++) {
    const value = values[row]!;
    const start = row * columns;
    for (let column = from; column < to; column++) sums[column]! += value * matrix[start + column]!;
  }
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
