import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  type AttentionDecoderAttributes,
  type AttentionDecoderInputName,
  isDifferentiableDecoderInput,
} from '@refrain/ops';
import type { OwnedTensor, RefrainBackend } from '../../backend.js';
import { multiply } from '../../products.js';
import { elementCost } from '../../runtime/runtime.js';
import { type Workspace, withWorkspace } from '../../workspace.js';
import { combine, copy, toBatchMajor, toTimeMajor } from './arrays.js';
import { attendBack, type AttentionGradients, attentionGradients } from './attending.js';
import { type BackwardLayer, backwardLayer, type LayerTargets } from './backward-layer.js';
import { type Decoder, decoderOf, type DecoderTensors } from './decoder.js';
import { runDecoder, type SavedDecoder } from './forward.js';
import type { LayerInput } from './layer.js';
import { readOutBack, readoutKernelGradient } from './readout.js';

/** What reaches a decoder from behind: its readouts, then the gradients of all its outputs. */
export interface ArrivingGradients {
  readonly readouts: TensorInfo;
  readonly gradientReadouts: TensorInfo;
  readonly gradientWeights: TensorInfo;
  /** Of each layer its state's and, for an LSTM, its cell's. */
  readonly gradientStates: readonly TensorInfo[];
}

type Targets = Partial<Record<AttentionDecoderInputName, OwnedTensor>>;

/** One way back, as its parts share it. Arrays are time-major. */
interface Pass {
  readonly workspace: Workspace;
  readonly decoder: Decoder;
  readonly saved: SavedDecoder;
  readonly targets: Targets;
  readonly layers: readonly BackwardLayer[];
  readonly attention: AttentionGradients;
  /** Gradients of the readouts, with `'combined'` before tanh once they went through: [time, rows, readoutUnits]. */
  readonly readouts: number;
  /** [time, rows, valueUnits] */
  readonly contexts: number;
}

/** Gradients of the differentiable inputs, in the order of `attributes.inputs`. */
export function decoderBackward(
  backend: RefrainBackend,
  call: { readonly tensors: DecoderTensors; readonly arriving: ArrivingGradients },
  attributes: AttentionDecoderAttributes,
): TensorInfo[] {
  const { tensors, arriving } = call;
  return withWorkspace(backend, (workspace) => {
    const decoder = decoderOf(workspace, tensors, attributes);
    const saved = (backend.keptWith(arriving.readouts) as SavedDecoder | undefined) ?? runDecoder(workspace, decoder);
    const names = attributes.inputs.filter(isDifferentiableDecoderInput);
    const targets: Targets = Object.fromEntries(names.map((name) => [name, backend.allocate(tensors[name]!.shape)]));
    const pass = passOf(workspace, decoder, { saved, targets, arriving });
    if (attributes.order === 'luong') luongBack(pass);
    else bahdanauBack(pass);
    finish(pass);
    return names.map((name) => targets[name]!);
  });
}

function passOf(
  workspace: Workspace,
  decoder: Decoder,
  call: { saved: SavedDecoder; targets: Targets; arriving: ArrivingGradients },
): Pass {
  const { saved, targets, arriving } = call;
  const { rows, time, source, valueUnits, readoutUnits } = decoder;
  const turned = (tensor: TensorInfo, width: number): number => {
    const target = workspace.allocate(time * rows * width);
    toTimeMajor(workspace, { source: workspace.input(tensor), target, rows, time, width });
    return target;
  };
  const states = decoder.attributes.cell === 'lstm' ? 2 : 1;
  const layers = decoder.layers.map((layer, index) => {
    const [state, cell] = arriving.gradientStates.slice(index * states, (index + 1) * states) as [
      TensorInfo,
      TensorInfo?,
    ];
    return backwardLayer(workspace, layer, {
      saved: saved.layers[index]!,
      arriving: { state, cell },
      targets: layerTargets(targets, index),
    });
  });
  const weights = turned(arriving.gradientWeights, source);
  const [keys, values] = [targets.keys!.address, targets.values!.address];
  return {
    ...{ workspace, decoder, saved, targets, layers },
    attention: attentionGradients(workspace, decoder, { weights, keys, values }),
    readouts: turned(arriving.gradientReadouts, readoutUnits),
    contexts: workspace.allocate(time * rows * valueUnits),
  };
}

function layerTargets(targets: Targets, index: number): LayerTargets {
  const [bias, initialState, initialCell] = (['bias', 'initialState', 'initialCell'] as const).map(
    (name) => targets[`${index}.${name}`],
  );
  return {
    kernel: targets[`${index}.kernel`]!,
    recurrentKernel: targets[`${index}.recurrentKernel`]!,
    ...(bias && { bias }),
    ...(initialState && { initialState }),
    ...(initialCell && { initialCell }),
  };
}

/** At each position: readout, attention, layers, and what was fed, which goes to the readout before. */
function luongBack(pass: Pass): void {
  const { workspace, decoder, layers, targets, readouts } = pass;
  const { rows, time, readoutUnits, units } = decoder;
  const size = rows * readoutUnits;
  const fed = workspace.allocate(size);
  const mask = decoder.addresses.feedMask;
  for (let position = time - 1; position >= 0; position--) {
    const gradient = readouts + 4 * position * size;
    if (position < time - 1) combine(workspace, 'add', { a: gradient, b: fed, target: gradient, count: size });
    readoutBack(pass, { position, positions: 1 });
    const top = layers.at(-1)!;
    const gradientAsking = { address: top.gradientOutputs + 4 * position * rows * units, stride: units };
    lookBack(pass, { position, statesAt: position + 1, gradientAsking });
    layersBack(pass, position);
    if (position === 0 && !targets.initialReadout) continue;
    feedBack(pass, { position, target: fed, accumulate: false });
    if (mask) combine(workspace, 'multiply', { a: fed, b: mask, target: fed, count: size });
  }
  if (targets.initialReadout) copy(workspace, { from: fed, to: targets.initialReadout.address, count: size });
}

/** All readouts; then at each position layers, the context that they read, and attention from the states before. */
function bahdanauBack(pass: Pass): void {
  const { workspace, decoder, layers, contexts } = pass;
  const { rows, time, valueUnits } = decoder;
  const mask = decoder.addresses.feedMask;
  const size = rows * valueUnits;
  const fed = workspace.allocate(size);
  readoutBack(pass, { position: 0, positions: time });
  const top = layers.at(-1)!;
  const gradientAsking = { address: top.gradientState, stride: decoder.layers.at(-1)!.geometry.padded };
  for (let position = time - 1; position >= 0; position--) {
    layersBack(pass, position);
    const gradient = contexts + 4 * position * size;
    if (mask) {
      feedBack(pass, { position, target: fed, accumulate: false });
      combine(workspace, 'multiply', { a: fed, b: mask, target: fed, count: size });
      combine(workspace, 'add', { a: gradient, b: fed, target: gradient, count: size });
    } else feedBack(pass, { position, target: gradient, accumulate: true });
    lookBack(pass, { position, statesAt: position, gradientAsking });
  }
}

function readoutBack(
  { workspace, decoder, saved, layers, readouts, contexts }: Pass,
  { position, positions }: { position: number; positions: number },
): void {
  const { rows, units, valueUnits, readoutUnits } = decoder;
  const first = position * rows;
  readOutBack(workspace, decoder, {
    count: positions * rows,
    ...topStates(decoder, saved, position + 1),
    contexts: saved.contexts + 4 * first * valueUnits,
    readouts: saved.readouts + 4 * first * readoutUnits,
    gradientReadouts: readouts + 4 * first * readoutUnits,
    gradientHidden: layers.at(-1)!.gradientOutputs + 4 * first * units,
    gradientContexts: contexts + 4 * first * valueUnits,
  });
}

function lookBack(
  { workspace, decoder, saved, attention, contexts }: Pass,
  place: { position: number; statesAt: number; gradientAsking: { address: number; stride: number } },
): void {
  const { position, statesAt, gradientAsking } = place;
  const { hidden, hiddenStride } = topStates(decoder, saved, statesAt);
  attendBack(workspace, decoder, {
    ...{ saved, position, gradientAsking },
    asking: { address: hidden, stride: hiddenStride },
    gradients: attention,
    gradientContexts: contexts + 4 * position * decoder.rows * decoder.valueUnits,
  });
}

/** Every layer, from the last to the first; what a layer read is what the one below it gave. */
function layersBack({ workspace, decoder, layers }: Pass, position: number): void {
  const { rows } = decoder;
  for (let index = layers.length - 1; index >= 0; index--) {
    layers[index]!.stepBack(position);
    if (index === 0) return;
    const width = decoder.layers[index]!.geometry.inputUnits;
    const address = layers[index - 1]!.gradientOutputs + 4 * position * rows * width;
    layers[index]!.inputGradient({ address, width, firstRow: 0 }, { position, positions: 1 });
    const mask = decoder.addresses[`${index}.inputMask`];
    if (!mask) continue;
    const factors = { a: address, b: mask, target: address, count: rows * width };
    combine(workspace, 'multiply', factors);
  }
}

function feedBack(
  { decoder, layers }: Pass,
  { position, target, accumulate }: { position: number; target: number; accumulate: boolean },
): void {
  const { inputUnits, fedUnits } = decoder;
  const fed = { address: target, width: fedUnits, firstRow: inputUnits };
  layers[0]!.inputGradient(fed, { position, positions: 1, accumulate });
}

/** What needs no loop: one product over all positions for each weight, and the input. */
function finish(pass: Pass): void {
  const { workspace, decoder, saved, targets, layers, attention, readouts } = pass;
  const { rows, time, inputUnits, units, keyUnits, attributes } = decoder;
  layers.forEach((layer, index) => layer.finish(inputsOf(decoder, saved, index)));

  const input = workspace.allocate(time * rows * inputUnits);
  layers[0]!.inputGradient({ address: input, width: inputUnits, firstRow: 0 }, { position: 0, positions: time });
  toBatchMajor(workspace, { source: input, target: targets.input!.address, rows, time, width: inputUnits });

  const count = time * rows;
  const { queryKernel, scoreScale, readoutKernel } = targets;
  if (queryKernel) {
    const { hidden, hiddenStride } = topStates(decoder, saved, attributes.order === 'luong' ? 1 : 0);
    multiply(workspace, {
      a: { address: hidden, stride: hiddenStride },
      b: { address: attention.queries, stride: keyUnits },
      c: { address: queryKernel.address, stride: keyUnits },
      ...{ rows: units, depth: count, columns: keyUnits, transposeA: true },
    });
  }
  if (scoreScale) {
    const sum = { source: attention.scale, stride: keyUnits, rows, columns: keyUnits, target: scoreScale.address };
    workspace.backend.runtime.run('columnSum', sum, elementCost.add * rows * keyUnits);
  }
  if (readoutKernel) {
    readoutKernelGradient(workspace, decoder, {
      count,
      ...topStates(decoder, saved, 1),
      contexts: saved.contexts,
      gradients: readouts,
      target: readoutKernel.address,
    });
  }
}

/** All that a layer read, with the rows of its kernel that each part met. */
function inputsOf(decoder: Decoder, saved: SavedDecoder, index: number): LayerInput[] {
  const { rows, inputUnits, fedUnits, layers } = decoder;
  if (index === 0) {
    return [
      { address: saved.input, stride: inputUnits, width: inputUnits, firstRow: 0 },
      { address: saved.fed, stride: fedUnits, width: fedUnits, firstRow: inputUnits },
    ];
  }
  const width = layers[index]!.geometry.inputUnits;
  const dropped = saved.dropped[index]!;
  if (dropped) return [{ address: dropped, stride: width, width, firstRow: 0 }];
  const { padded } = layers[index - 1]!.geometry;
  return [{ address: saved.layers[index - 1]!.hidden + 4 * rows * padded, stride: padded, width, firstRow: 0 }];
}

/** The top layer's states from a place of its `hidden` on: 0 is the initial one. */
function topStates(
  { rows, layers }: Decoder,
  saved: SavedDecoder,
  place: number,
): { hidden: number; hiddenStride: number } {
  const { padded } = layers.at(-1)!.geometry;
  return { hidden: saved.layers.at(-1)!.hidden + 4 * place * rows * padded, hiddenStride: padded };
}
