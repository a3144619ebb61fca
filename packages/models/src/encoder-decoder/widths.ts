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

/** Whether a bridge stands between the final state of an encoder layer and the first of its decoder layer. */
export function hasBridge(options: ResolvedEncoderDecoderOptions, layer: number): boolean {
  return encoderStateUnits(options, layer) !== options.units[layer];
}

/** Width of what the output layer reads. */
export function readoutUnits(options: ResolvedEncoderDecoderOptions): number {
  const last = options.units.at(-1)!;
  switch (options.readout) {
    case undefined:
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
  return options.targetEmbedding + (options.inputFeeding ? readoutUnits(options) : 0);
}

/** Widths of the states that one row carries through the decoder: layer by layer hidden and, for an LSTM, cell; then what is fed back. */
export function stateWidths(options: ResolvedEncoderDecoderOptions): number[] {
  const layers = options.units.flatMap((units) => Array<number>(statesOfLayer(options)).fill(units));
  return options.inputFeeding ? [...layers, readoutUnits(options)] : layers;
}
