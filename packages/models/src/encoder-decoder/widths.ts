import { statesOfLayer } from '../recurrent-layer.js';
import type { ResolvedEncoderDecoderOptions } from './options.js';

/** Width of the final state of an encoder layer, and of its outputs: of both directions side by side. */
export function encoderStateUnits(
  { encoderUnits, bidirectional }: ResolvedEncoderDecoderOptions,
  layer: number,
): number {
  return encoderUnits[layer]! * (bidirectional ? 2 : 1);
}

/** Width of what the encoder gives for each source position. */
export function memoryUnits(options: ResolvedEncoderDecoderOptions): number {
  return encoderStateUnits(options, options.encoderUnits.length - 1);
}

/** The encoder layer from whose final state a decoder layer starts: counted from the last, and the first where none is left. */
export function startingLayer({ encoderUnits, units }: ResolvedEncoderDecoderOptions, layer: number): number {
  return Math.max(0, layer + encoderUnits.length - units.length);
}

/** Whether a bridge stands between the final state of the encoder and the first of a decoder layer. */
export function hasBridge(options: ResolvedEncoderDecoderOptions, layer: number): boolean {
  return encoderStateUnits(options, startingLayer(options, layer)) !== options.units[layer];
}

/** Whether attention runs inside the loop over time, because the layers read what it found. */
export function attendsInLoop({ inputFeeding, attentionOrder }: ResolvedEncoderDecoderOptions): boolean {
  return inputFeeding || attentionOrder === 'bahdanau';
}

/** Width of what the first decoder layer reads beside the vectors of its ids. */
export function fedUnits(options: ResolvedEncoderDecoderOptions): number {
  if (options.inputFeeding) return readoutUnits(options);
  return options.attentionOrder === 'bahdanau' ? memoryUnits(options) : 0;
}

/** Width of what the output layer reads. */
export function readoutUnits(options: ResolvedEncoderDecoderOptions): number {
  const last = options.units.at(-1)!;
  switch (options.readout) {
    case undefined:
    case 'hidden':
      return last;
    case 'concatenation':
      return last + memoryUnits(options);
    case 'context':
      return memoryUnits(options);
    case 'combined':
      return options.readoutUnits!;
  }
}

/** Width of what a decoder layer reads. */
export function decoderInputUnits(options: ResolvedEncoderDecoderOptions, layer: number): number {
  if (layer > 0) return options.units[layer - 1]!;
  return options.targetEmbedding + fedUnits(options);
}

/** Widths of the states that one row carries through the decoder: layer by layer hidden and, for an LSTM, cell; then what is fed back. */
export function stateWidths(options: ResolvedEncoderDecoderOptions): number[] {
  const layers = options.units.flatMap((units) => Array<number>(statesOfLayer(options)).fill(units));
  return options.inputFeeding ? [...layers, readoutUnits(options)] : layers;
}
