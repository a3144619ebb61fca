import type { IdBatch, Random } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { forward } from './forward.js';
import type { TranslationInputs } from './forward.js';
import type { EncoderDecoderNetwork } from './network.js';
import { outputLogits } from './output.js';

/**
 * The decoder's inputs with some ids replaced by what the model would have chosen there itself, given true ids before.
 *
 * Each position but the first is replaced with the probability `scheduledSampling` of the options.
 */
export function withOwnChoices(
  network: EncoderDecoderNetwork,
  { source, inputs }: TranslationInputs,
  random: Random,
): IdBatch {
  const { ids, shape } = inputs;
  const choices = withoutGradient(() => {
    const { readout } = forward(network, { source, inputs }, undefined);
    return tf.argMax(outputLogits(network, readout), -1);
  });
  const mixed = ids.slice();
  for (let position = 0; position < ids.length; position++) {
    // What was chosen at a position is read at the next one of the same row.
    const isFirst = position % shape[1] === 0;
    if (random.uniform() < network.options.scheduledSampling && !isFirst) mixed[position] = choices[position - 1]!;
  }
  return { ...inputs, ids: mixed };
}

/** The values of what `work` gives, kept off the tape of a gradient that is being taken. */
function withoutGradient(work: () => tf.Tensor): Int32Array {
  let values!: Int32Array;
  const run = tf.customGrad((unused) => {
    values = tf.tidy(() => work().dataSync<'int32'>().slice());
    return { value: tf.scalar(0), gradFunc: () => tf.zerosLike(unused as tf.Tensor) };
  });
  tf.tidy(() => void run(tf.scalar(0)));
  return values;
}
