import { assertKnownOptions, Random } from '@refrain/core';
import type { Dataset } from '@refrain/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { CarriedState } from './carry.js';
import { EventLoopTurns } from './event-loop.js';
import { carryOf, readMeans } from './gradient-step.js';
import type { Trainable } from './trainable.js';
import { WeightedMeans } from './weighted-means.js';
import { withoutTensors } from './without-tensors.js';

/** What {@link evaluate} is asked. */
export interface EvaluateOptions<Batch, Carry extends readonly Tensor[]> {
  readonly model: Trainable<Batch, Carry>;
  readonly data: Dataset<Batch>;
  /** Passed to the loss, which draws nothing from it where it has no chance outside training. @default new Random(0) */
  readonly random?: Random;
  /** Ends the evaluation early: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Means over all tokens of a dataset. */
export interface Evaluation {
  /** In nats a token; NaN where the dataset has no token. */
  readonly loss: number;
  /** How many tokens were counted. */
  readonly weight: number;
  /** Means of the model's metrics, by name. */
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * Measures a model on one pass over a dataset, without dropout; exact over batches of different sizes.
 *
 * State is carried from batch to batch where the batches say so (`startsSequence: false`), as in training.
 * No tensor stays alive.
 *
 * @throws InvalidArgumentError for an unknown option
 * @example
 * const { loss, metrics } = await evaluate({ model, data: consecutiveWindows(ids, { length: 100, batchSize: 32 }) });
 */
export async function evaluate<Batch, Carry extends readonly Tensor[]>(
  options: EvaluateOptions<Batch, Carry>,
): Promise<Evaluation> {
  assertKnownOptions('evaluate', options, ['model', 'data', 'random', 'signal']);
  const { model, data, random = new Random(0), signal } = options;
  const total = new WeightedMeans();
  const carried = new CarriedState();
  const turns = new EventLoopTurns();
  const reader = data.iterator();
  try {
    for (;;) {
      signal?.throwIfAborted();
      const next = reader.next();
      const { value: batch, done } = 'then' in next ? await next : next;
      if (done) break;
      const { means, weight } = withoutTensors(() => {
        const result = model.loss(batch, { training: false, random, ...carryOf<Carry>(carried, batch) });
        carried.keep(result.carry);
        return readMeans(result);
      });
      carried.advance();
      total.add(means, weight);
      if (turns.due()) await turns.turn();
    }
  } finally {
    carried.clear();
  }
  const { loss = Number.NaN, ...metrics } = total.means();
  return { loss, weight: total.weight, metrics };
}
