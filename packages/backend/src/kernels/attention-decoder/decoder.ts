import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  type AttentionDecoderAttributes,
  type AttentionDecoderInputName,
  attentionDecoderKernelName,
  type DecoderLayerInputName,
  type RecurrentInputName,
} from '@refrain/ops';
import type { Workspace } from '../../workspace.js';
import { type Geometry, geometryOf, type RecurrentTensors } from '../recurrent/geometry.js';
import { shapeAssertion } from '../shape-assertion.js';

const assertShape = shapeAssertion(attentionDecoderKernelName);

export type DecoderTensors = Partial<Record<AttentionDecoderInputName, TensorInfo>>;

/** One recurrent layer of a decoder. */
export interface DecoderLayer {
  readonly geometry: Geometry;
  readonly tensors: RecurrentTensors;
}

/** One call: its tensors, how it is put together, and its sizes. */
export interface Decoder {
  readonly tensors: DecoderTensors;
  /** Where the tensors stand while the call lasts. */
  readonly addresses: Partial<Record<AttentionDecoderInputName, number>>;
  readonly attributes: AttentionDecoderAttributes;
  readonly layers: readonly DecoderLayer[];
  readonly rows: number;
  readonly time: number;
  readonly source: number;
  readonly inputUnits: number;
  /** Of the top layer. */
  readonly units: number;
  readonly keyUnits: number;
  readonly valueUnits: number;
  readonly readoutUnits: number;
  /** Width of what the first layer reads beside its input. */
  readonly fedUnits: number;
}

/** Reads the sizes off the tensors and checks that every tensor has the shape that follows from them. */
export function decoderOf(
  workspace: Workspace,
  tensors: DecoderTensors,
  attributes: AttentionDecoderAttributes,
): Decoder {
  const [rows = 0, time = 0, inputUnits = 0] = tensors.input?.shape ?? [];
  const [, source = 0, valueUnits = 0] = tensors.values?.shape ?? [];
  const [, , keyUnits = 0] = tensors.keys?.shape ?? [];
  const [units = 0] = tensors[`${attributes.layers - 1}.recurrentKernel`]?.shape ?? [];
  const readoutUnits = {
    hidden: units,
    context: valueUnits,
    concatenation: units + valueUnits,
    combined: tensors.readoutKernel?.shape[1] ?? 0,
  }[attributes.readout];
  const fedUnits = attributes.order === 'luong' ? readoutUnits : valueUnits;
  const expected: Partial<Record<AttentionDecoderInputName, readonly number[]>> = {
    input: [rows, time, inputUnits],
    values: [rows, source, valueUnits],
    keys: [rows, source, tensors.queryKernel ? keyUnits : units],
    sourceMask: [rows, source],
    queryKernel: [units, keyUnits],
    scoreScale: [keyUnits],
    readoutKernel: [units + valueUnits, readoutUnits],
    initialReadout: [rows, readoutUnits],
    feedMask: [rows, fedUnits],
  };
  for (const [name, shape] of Object.entries(expected) as [AttentionDecoderInputName, number[]][]) {
    if (tensors[name]) assertShape(name, tensors[name], shape);
  }
  const layers: DecoderLayer[] = [];
  let width = inputUnits + fedUnits;
  for (let index = 0; index < attributes.layers; index++) {
    const layer = layerOf(tensors, attributes, { index, shape: [rows, time, width] });
    layers.push(layer);
    width = layer.geometry.units;
  }
  const sizes = { rows, time, source, inputUnits, units, keyUnits, valueUnits, readoutUnits, fedUnits };
  const addresses = Object.fromEntries(
    attributes.inputs.map((name) => [name, workspace.input(tensors[name]!)]),
  ) as Decoder['addresses'];
  return { tensors, addresses, attributes, layers, ...sizes };
}

/** Names that a layer of a decoder and a layer by itself have in common. */
const layerNames = ['kernel', 'recurrentKernel', 'bias', 'initialState', 'initialCell', 'recurrentMask'] as const;

function layerOf(
  tensors: DecoderTensors,
  { cell, resetAfter, saveForGradient }: AttentionDecoderAttributes,
  { index, shape }: { index: number; shape: number[] },
): DecoderLayer {
  const of = (name: DecoderLayerInputName): TensorInfo | undefined => tensors[`${index}.${name}`];
  const present = layerNames.filter((name) => of(name) !== undefined);
  const ofLayer: RecurrentTensors = Object.fromEntries(present.map((name) => [name, of(name)!]));
  // What the layer reads is made position by position: only its shape is there before.
  const input: TensorInfo = { dataId: {}, dtype: 'float32', shape };
  const inputs: RecurrentInputName[] = ['input', ...present];
  const none = { reverse: false, zeroOutputForMask: false, returnOutputs: false };
  const settings = { inputs, cell, resetAfter, saveForGradient, ...none };
  const inputMask = of('inputMask');
  if (inputMask) assertShape(`${index}.inputMask`, inputMask, [shape[0]!, shape[2]!]);
  return {
    geometry: geometryOf({ input, ...ofLayer }, settings),
    tensors: ofLayer,
  };
}
