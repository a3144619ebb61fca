import { assertKnownOptions, assertOneOf, InvalidArgumentError, refuse } from '@refrain/core';
import type * as tf from '@tensorflow/tfjs-core';
import { assertShape } from '../assert-shape.js';
import { type DecoderLayerInputName, gateCount } from '../kernels.js';
import {
  type AttentionDecoderCall,
  type AttentionDecoderOptions,
  type AttentionDecoderSequences,
  type AttentionDecoderWeights,
  attentionOrders,
  decoderReadouts,
  decoderScores,
} from './types.js';

const knownOptions = [
  'cell',
  'order',
  'score',
  'readout',
  'initialStates',
  'initialReadout',
  'feedMask',
  'inputMasks',
  'recurrentMasks',
  'resetAfter',
] satisfies (keyof AttentionDecoderOptions)[];

/** Throws for names that are not known, and for what would do nothing. */
export function checkNames(
  sequences: AttentionDecoderSequences,
  weights: AttentionDecoderWeights,
  options: AttentionDecoderOptions,
): void {
  assertKnownOptions('the first argument of attentionDecoder', sequences, ['input', 'values', 'keys', 'mask']);
  assertKnownOptions('the weights of attentionDecoder', weights, [
    'layers',
    'queryKernel',
    'scoreScale',
    'readoutKernel',
  ]);
  assertKnownOptions('attentionDecoder', options, knownOptions);
  const { cell, order, score, readout } = options;
  assertOneOf('cell', cell, ['gru', 'lstm', 'rnn']);
  assertOneOf('order', order, attentionOrders);
  assertOneOf('score', score, decoderScores);
  assertOneOf('readout', readout, decoderReadouts);
  const { layers, scoreScale, readoutKernel } = weights;
  if (!Array.isArray(layers) || layers.length === 0) {
    refuse('layers', layers, { expected: 'an array of the weights of at least one layer' });
  }
  if (order === 'luong' && readout === 'hidden') {
    refuse('readout', readout, {
      expected: "one that holds the context in the order 'luong'",
      remedy: 'Attention would do nothing otherwise.',
    });
  }
  if (order === 'bahdanau') assertAbsent('initialReadout', options.initialReadout, "in the order 'bahdanau'");
  if (score !== 'additive') assertAbsent('scoreScale', scoreScale, `for the score '${score}'`);
  if (readout !== 'combined') assertAbsent('readoutKernel', readoutKernel, `for the readout '${readout}'`);
  else if (readoutKernel === undefined) {
    refuse('readoutKernel', undefined, {
      expected: "a tensor [units + valueUnits, readoutUnits] for the readout 'combined'",
    });
  }
  if (cell !== 'gru') assertAbsent('resetAfter', options.resetAfter, `for the cell '${cell}'`);
  if (cell !== 'lstm') {
    options.initialStates?.forEach((state, layer) =>
      assertAbsent(`initialStates[${layer}].cell`, state.cell, `for the cell '${cell}'`),
    );
  }
  assertLength('initialStates', options.initialStates, layers.length);
  assertLength('inputMasks', options.inputMasks, layers.length - 1);
  assertLength('recurrentMasks', options.recurrentMasks, layers.length);
}

function assertAbsent(argument: string, value: unknown, circumstance: string): void {
  if (value === undefined) return;
  refuse(argument, value, { expected: `left out ${circumstance}`, remedy: 'It would do nothing.' });
}

function assertLength(argument: string, list: readonly unknown[] | undefined, expected: number): void {
  if (list === undefined || list.length === expected) return;
  throw new InvalidArgumentError({
    argument,
    value: list,
    message: `${argument} must have ${expected} elements, by the number of layers; received ${list.length}.`,
  });
}

/** Throws unless all tensors of a call fit each other. */
export function checkShapes({ tensors, cell, resetAfter, layers, order, readout }: AttentionDecoderCall): void {
  const { input, values, keys, sourceMask, queryKernel, scoreScale, readoutKernel } = tensors;
  assertShape('input', input!, [-1, -1, -1]);
  const [batch, time, inputUnits] = input!.shape as [number, number, number];
  if (batch === 0 || time === 0) {
    throw new InvalidArgumentError({
      argument: 'input',
      value: input!.shape,
      message: `input must have at least one row and one position; received the shape [${input!.shape.join(', ')}].`,
    });
  }
  assertShape('values', values!, [batch, -1, -1]);
  const [, source, valueUnits] = values!.shape as [number, number, number];
  assertShape('keys', keys!, [batch, source, -1]);
  if (sourceMask) assertShape('mask', sourceMask, [batch, source]);
  const top = tensors[`${layers - 1}.recurrentKernel`]!.shape[0]!;
  const keyUnits = keys!.shape[2]!;
  if (queryKernel) assertShape('queryKernel', queryKernel, [top, keyUnits]);
  else assertShape('keys', keys!, [batch, source, top]);
  if (scoreScale) assertShape('scoreScale', scoreScale, [keyUnits]);
  if (readoutKernel) assertShape('readoutKernel', readoutKernel, [top + valueUnits, -1]);
  const readoutUnits = readoutUnitsOf({ units: top, valueUnits, readout, readoutKernel });
  const fedUnits = order === 'luong' ? readoutUnits : valueUnits;
  const { initialReadout, feedMask } = tensors;
  if (initialReadout) assertShape('initialReadout', initialReadout, [batch, readoutUnits]);
  if (feedMask) assertShape('feedMask', feedMask, [batch, fedUnits]);
  let width = inputUnits + fedUnits;
  for (let layer = 0; layer < layers; layer++) {
    const of = (name: string): string => `${name} of layer ${layer}`;
    const { kernel, recurrentKernel, bias, initialState, initialCell, inputMask, recurrentMask } = layerTensors(
      tensors,
      layer,
    );
    const units = recurrentKernel!.shape[0]!;
    const columns = gateCount[cell] * units;
    assertShape(of('recurrentKernel'), recurrentKernel!, [units, columns]);
    assertShape(of('kernel'), kernel!, [width, columns]);
    if (bias) assertShape(of('bias'), bias, resetAfter ? [2, columns] : [columns]);
    if (initialState) assertShape(of('initialStates'), initialState, [batch, units]);
    if (initialCell) assertShape(of('initialStates'), initialCell, [batch, units]);
    if (inputMask) assertShape(of('inputMasks'), inputMask, [batch, width]);
    if (recurrentMask) assertShape(of('recurrentMasks'), recurrentMask, [batch, units]);
    width = units;
  }
}

/** A layer's tensors by their names without its number. */
function layerTensors(
  tensors: AttentionDecoderCall['tensors'],
  layer: number,
): Partial<Record<DecoderLayerInputName, tf.Tensor>> {
  return {
    kernel: tensors[`${layer}.kernel`],
    recurrentKernel: tensors[`${layer}.recurrentKernel`],
    bias: tensors[`${layer}.bias`],
    initialState: tensors[`${layer}.initialState`],
    initialCell: tensors[`${layer}.initialCell`],
    inputMask: tensors[`${layer}.inputMask`],
    recurrentMask: tensors[`${layer}.recurrentMask`],
  };
}

function readoutUnitsOf({
  units,
  valueUnits,
  readout,
  readoutKernel,
}: {
  units: number;
  valueUnits: number;
  readout: AttentionDecoderCall['readout'];
  readoutKernel: tf.Tensor | undefined;
}): number {
  switch (readout) {
    case 'hidden':
      return units;
    case 'context':
      return valueUnits;
    case 'concatenation':
      return units + valueUnits;
    case 'combined':
      return readoutKernel!.shape[1]!;
  }
}
