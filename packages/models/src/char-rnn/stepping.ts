import { assertPositiveInteger } from '@refrain/core';
import type { LanguageModel, Step } from '@refrain/core';
import { createStepper } from '@refrain/ops';
import type { SteppedNetwork, Stepper } from '@refrain/ops';
import type { DataId } from '@tensorflow/tfjs-core';
import { statesOfLayer } from '../recurrent-layer.js';
import { assertStep, selectedRows } from '../state-rows.js';
import type { StateUnit } from '../state-unit.js';
import type { CharRnnNetwork } from './network.js';
import type { ResolvedCharRnnOptions } from './options.js';

/** Row-major `[rows, stateSize]`: of each row layer by layer the hidden units, then for an LSTM its cell. */
export type CharRnnState = Float32Array;

/** What each number of a {@link CharRnnState} is. */
export function stateUnits(options: ResolvedCharRnnOptions): readonly StateUnit[] {
  const kinds = options.cell === 'lstm' ? (['hidden', 'cell'] as const) : (['hidden'] as const);
  return options.units.flatMap((width, layer) =>
    kinds.flatMap((kind) => Array.from({ length: width }, (_, unit) => ({ layer, kind, unit }))),
  );
}

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
      assertStep(ids, state, { stateSize, vocabularySize });
      const next = new Float32Array(state.length);
      if (logits.length !== ids.length * vocabularySize) logits = new Float32Array(ids.length * vocabularySize);
      currentStepper().step(ids, state, next, logits);
      return { logits, state: next };
    },
    select: (state, rows) => selectedRows(state, rows, stateSize),
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
