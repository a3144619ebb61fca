import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { AttentionDecoderAttributes } from '@refrain/ops';
import type { RefrainBackend } from '../../backend.js';
import { type Workspace, withWorkspace } from '../../workspace.js';
import type { SavedStates } from '../recurrent/saved-states.js';
import { cutRows } from '../recurrent/weights.js';
import { combine, copy, copyColumns, toBatchMajor, toTimeMajor } from './arrays.js';
import { attend, attentionRoom, type SavedAttention } from './attending.js';
import { type Decoder, decoderOf, type DecoderTensors } from './decoder.js';
import { type ForwardLayer, forwardLayer } from './layer.js';
import { readOut } from './readout.js';

/** What the gradient needs of the way forward: addresses, all time-major. */
export interface SavedDecoder extends SavedAttention {
  /** [time, rows, inputUnits] */
  readonly input: number;
  /** What the first layer read beside its input: [time, rows, fedUnits]. */
  readonly fed: number;
  /** [time, rows, readoutUnits] */
  readonly readouts: number;
  readonly layers: readonly SavedStates[];
  /** What each layer but the first read, [time, rows, width], where dropout made it another than the states below; else 0. */
  readonly dropped: readonly number[];
  /** The blocks in which all of it stands. */
  readonly blocks: readonly number[];
}

/** Runs a decoder forward: readouts and weights [rows, time, …], then each layer's state and, for an LSTM, cell. */
export function decoderForward(
  backend: RefrainBackend,
  tensors: DecoderTensors,
  attributes: AttentionDecoderAttributes,
): TensorInfo[] {
  return withWorkspace(backend, (workspace) => {
    const decoder = decoderOf(workspace, tensors, attributes);
    const { rows, time, source, readoutUnits, layers } = decoder;
    const saved = runDecoder(workspace, decoder);
    const readouts = backend.allocate([rows, time, readoutUnits]);
    const weights = backend.allocate([rows, time, source]);
    toBatchMajor(workspace, { source: saved.readouts, target: readouts.address, rows, time, width: readoutUnits });
    toBatchMajor(workspace, { source: saved.weights, target: weights.address, rows, time, width: source });
    const states = layers.flatMap(({ geometry }, index) => {
      const { hidden, cells } = saved.layers[index]!;
      return [hidden, cells].flatMap((address) => {
        if (address === 0) return [];
        const target = backend.allocate([rows, geometry.units]);
        const source = address + 4 * time * rows * geometry.padded;
        cutRows(workspace, geometry, { source, target: target.address });
        return [target];
      });
    });
    if (attributes.saveForGradient) {
      workspace.keep(saved.blocks);
      backend.keepWith(readouts, saved, saved.blocks);
    }
    return [readouts, weights, ...states];
  });
}

/** Runs a decoder forward; what it saves belongs to the workspace. */
export function runDecoder(workspace: Workspace, decoder: Decoder): SavedDecoder {
  const { rows, time, inputUnits, addresses, attributes } = decoder;
  const layers = decoder.layers.map((layer) => forwardLayer(workspace, layer));
  const input = workspace.allocate(time * rows * inputUnits);
  toTimeMajor(workspace, { source: addresses.input!, target: input, rows, time, width: inputUnits });
  layers[0]!.project(
    { address: input, stride: inputUnits, width: inputUnits, firstRow: 0 },
    { position: 0, positions: time },
  );
  const attention = attentionRoom(workspace, decoder);
  const dropped = decoder.layers.map(({ geometry }, index) =>
    addresses[`${index}.inputMask`] ? workspace.allocate(time * rows * geometry.inputUnits) : 0,
  );
  const loop = { workspace, decoder, layers, attention, dropped };
  const { fed, readouts, blocks } = attributes.order === 'luong' ? runLuong(loop) : runBahdanau(loop);
  const saved = layers.map((layer) => layer.saved);
  return {
    ...attention,
    ...{ input, fed, readouts, dropped, layers: saved },
    blocks: [input, ...blocks, ...Object.values(attention), ...dropped, ...saved.flatMap(Object.values)].filter(
      (address) => address !== 0,
    ),
  };
}

/** The loop as its two orders share it. */
interface Loop {
  readonly workspace: Workspace;
  readonly decoder: Decoder;
  readonly layers: readonly ForwardLayer[];
  readonly attention: SavedAttention;
  readonly dropped: readonly number[];
}

interface LoopResult {
  readonly fed: number;
  readonly readouts: number;
  readonly blocks: readonly number[];
}

/** Layers, then attention; the readout goes into the layers of the next position. */
function runLuong(loop: Loop): LoopResult {
  const { workspace, decoder, layers } = loop;
  const { rows, time, readoutUnits: width, valueUnits, addresses } = decoder;
  const { feedMask: mask, initialReadout: initial } = addresses;
  const step = rows * width;
  // Without dropout, what is fed at a position is the readout before it: one array, a position apart.
  const fed = workspace.allocate((time + 1) * step);
  const readouts = mask ? workspace.allocate(time * step) : fed + 4 * step;
  if (initial === undefined) workspace.floats(fed, step).fill(0);
  for (let position = 0; position < time; position++) {
    const feeding = fed + 4 * position * step;
    const previous = position > 0 ? readouts + 4 * (position - 1) * step : initial;
    if (previous !== undefined) {
      if (mask) combine(workspace, 'multiply', { a: previous, b: mask, target: feeding, count: step });
      else if (position === 0) copy(workspace, { from: previous, to: feeding, count: step });
      feed(loop, feeding, position);
    }
    stepLayers(loop, position);
    look(loop, { position, statesAt: position + 1 });
    const top = layers.at(-1)!;
    readOut(workspace, decoder, {
      count: rows,
      hidden: top.saved.hidden + 4 * (position + 1) * rows * top.geometry.padded,
      hiddenStride: top.geometry.padded,
      contexts: loop.attention.contexts + 4 * position * rows * valueUnits,
      readouts: readouts + 4 * position * step,
    });
  }
  return { fed, readouts, blocks: mask ? [fed, readouts] : [fed] };
}

/** Attention from the states before, then layers, which read its context; all readouts at the end. */
function runBahdanau(loop: Loop): LoopResult {
  const { workspace, decoder, layers, attention } = loop;
  const { rows, time, readoutUnits, valueUnits, addresses } = decoder;
  const mask = addresses.feedMask;
  const step = rows * valueUnits;
  const fed = mask ? workspace.allocate(time * step) : attention.contexts;
  for (let position = 0; position < time; position++) {
    look(loop, { position, statesAt: position });
    const feeding = fed + 4 * position * step;
    const context = attention.contexts + 4 * position * step;
    if (mask) combine(workspace, 'multiply', { a: context, b: mask, target: feeding, count: step });
    feed(loop, feeding, position);
    stepLayers(loop, position);
  }
  const readouts = workspace.allocate(time * rows * readoutUnits);
  const { geometry, saved } = layers.at(-1)!;
  readOut(workspace, decoder, {
    count: time * rows,
    hidden: saved.hidden + 4 * rows * geometry.padded,
    hiddenStride: geometry.padded,
    contexts: attention.contexts,
    readouts,
  });
  return { fed, readouts, blocks: mask ? [fed, readouts] : [readouts] };
}

/** The first layer reads what is fed. */
function feed({ decoder, layers }: Loop, address: number, position: number): void {
  const { fedUnits, inputUnits } = decoder;
  layers[0]!.project({ address, stride: fedUnits, width: fedUnits, firstRow: inputUnits }, { position, positions: 1 });
}

/** Attention from the top layer's states at one place of its `hidden`. */
function look(
  { workspace, decoder, layers, attention }: Loop,
  { position, statesAt }: { position: number; statesAt: number },
): void {
  const { geometry, saved } = layers.at(-1)!;
  const asking = { address: saved.hidden + 4 * statesAt * decoder.rows * geometry.padded, stride: geometry.padded };
  attend(workspace, decoder, { saved: attention, asking, position });
}

/** One position of every layer, from the first to the last. */
function stepLayers({ workspace, decoder, layers, dropped }: Loop, position: number): void {
  const { rows } = decoder;
  for (const [index, layer] of layers.entries()) {
    if (index > 0) {
      const { geometry, saved } = layers[index - 1]!;
      const { units, padded } = geometry;
      const below = { address: saved.hidden + 4 * (position + 1) * rows * padded, stride: padded };
      const mask = decoder.addresses[`${index}.inputMask`];
      const input = mask ? { address: dropped[index]! + 4 * position * rows * units, stride: units } : below;
      if (mask) {
        const [target, count] = [input.address, rows * units];
        copyColumns(workspace, {
          source: below.address,
          sourceStride: padded,
          target,
          targetStride: units,
          rows,
          width: units,
        });
        combine(workspace, 'multiply', { a: target, b: mask, target, count });
      }
      layer.project({ ...input, width: units, firstRow: 0 }, { position, positions: 1 });
    }
    layer.step(position);
  }
}
