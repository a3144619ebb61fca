import type { IdBatch, Random } from '@refrain/core';
import { memoryOf } from './attend.js';
import type { Attended } from './attend.js';
import { decodeTarget } from './decoder.js';
import { encodeSource } from './encoder.js';
import type { EncoderDecoderNetwork } from './network.js';

/** A source and what the decoder reads, row by row. */
export interface TranslationInputs {
  /** ids `[batch, source]` */
  readonly source: IdBatch;
  /** Target ids `[batch, target]`, from the start id on; the last is read and predicts what follows it. */
  readonly inputs: IdBatch;
}

/** The whole model but for its output layer, with the true ids before each position. Call it in a `tf.tidy`. */
export function forward(
  network: EncoderDecoderNetwork,
  { source, inputs }: TranslationInputs,
  random: Random | undefined,
): Attended {
  const encoded = encodeSource(network, source, random);
  return decodeTarget(network, inputs, { states: encoded.states, memory: memoryOf(network, encoded), random });
}
