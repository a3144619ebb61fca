import { assertPositiveInteger, InvalidArgumentError, refuse } from '@refrain/core';
import type { LanguageModel, Step } from '@refrain/core';
import { createStepper } from '@refrain/ops';
import type { SteppedNetwork, Stepper } from '@refrain/ops';
import type { DataId } from '@tensorflow/tfjs-core';
import { statesOfLayer } from '../recurrent-layer.js';
import type { CharRnnNetwork } from './network.js';

/** Row-major `[rows, stateSize]`: of each row layer by layer the hidden units, then for an LSTM its cell. */
export type CharRnnState = Float32Array;

/** What a {@link LanguageModel} does, over the network's present weights, without dispatching tensor operations. */
export interface Stepping extends Omit<LanguageModel<CharRnnState>, 'dispose'> {
  step(ids: Int32Array, state: CharRnnState): Step<CharRnnState>;
  /** Frees the copy of the weights. */
  free(): void;
}

/** The copy of the weights is made at the first step, and anew at the first step after a weight has changed. */
export function stepping(network: CharRnnNetwork): Stepping {
  const { options, variables } = network;
  const { vocabularySize } = options;
  const stateSize = options.units.reduce((sum, units) => sum + units, 0) * statesOfLayer(options);
  let stepper: Stepper | undefined;
  let copied: DataId[] = [];
  let logits = new Float32Array(0);

  // An assignment gives a variable the data of another tensor, so equal data ids mean equal weights.
  const isCurrent = (): boolean => {
    for (let index = 0; index < variables.length; index++) {
      if (variables[index]!.variable.dataId !== copied[index]) return false;
    }
    return true;
  };
  const free = (): void => {
    stepper?.dispose();
    stepper = undefined;
  };
  const currentStepper = (): Stepper => {
    if (stepper !== undefined && isCurrent()) return stepper;
    free();
    copied = variables.map(({ variable }) => variable.dataId);
    return (stepper = createStepper(plainNetwork(network)));
  };

  return {
    vocabularySize,
    initialState(rows) {
      assertPositiveInteger('rows', rows);
      return new Float32Array(rows * stateSize);
    },
    step(ids, state) {
      assertRows(state, ids.length, stateSize);
      assertInVocabulary(ids, vocabularySize);
      const next = new Float32Array(state.length);
      if (logits.length !== ids.length * vocabularySize) logits = new Float32Array(ids.length * vocabularySize);
      currentStepper().step(ids, state, next, logits);
      return { logits, state: next };
    },
    select(state, rows) {
      const held = state.length / stateSize;
      const selected = new Float32Array(rows.length * stateSize);
      for (let row = 0; row < rows.length; row++) {
        const from = rows[row]!;
        if (!(from >= 0 && from < held)) refuse(`rows[${row}]`, from, { expected: `a row from 0 to ${held - 1}` });
        selected.set(state.subarray(from * stateSize, (from + 1) * stateSize), row * stateSize);
      }
      return selected;
    },
    free,
  };
}

/** The network's weights as plain arrays. */
function plainNetwork({ options, weight }: CharRnnNetwork): SteppedNetwork {
  const { vocabularySize, cell, units, tiedOutput } = options;
  const values = (name: string): Float32Array => weight(name).dataSync<'float32'>();
  const embedding = options.embedding === 'one-hot' ? undefined : values('embedding');
  return {
    vocabularySize,
    embedding,
    layers: units.map((width, layer) => ({
      cell,
      resetAfter: options.resetAfter ?? false,
      units: width,
      kernel: values(`layers.${layer}.kernel`),
      recurrentKernel: values(`layers.${layer}.recurrentKernel`),
      bias: values(`layers.${layer}.bias`),
    })),
    output: {
      kernel: tiedOutput ? transposed(embedding!, vocabularySize) : values('output.kernel'),
      bias: values('output.bias'),
    },
  };
}

/** `matrix` [rows, columns], row-major, as [columns, rows]. */
function transposed(matrix: Float32Array, rows: number): Float32Array {
  const columns = matrix.length / rows;
  return matrix.map((_, position) => matrix[(position % rows) * columns + Math.floor(position / rows)]!);
}

function assertRows(state: CharRnnState, rows: number, stateSize: number): void {
  if (state.length === rows * stateSize && rows > 0) return;
  throw new InvalidArgumentError({
    argument: 'state',
    value: state,
    message: `step expects one id a row and ${stateSize} numbers of state a row; received ${rows} ids and a state of ${state.length}. Make the state with initialState(${rows}), or give as many ids as the state has rows.`,
  });
}

function assertInVocabulary(ids: Int32Array, vocabularySize: number): void {
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (!(id >= 0 && id < vocabularySize)) {
      refuse(`ids[${row}]`, id, { expected: `an id from 0 to ${vocabularySize - 1}` });
    }
  }
}
