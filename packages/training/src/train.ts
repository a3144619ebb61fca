import type { Tensor } from '@tensorflow/tfjs-core';
import type { History } from './history.js';
import { assertTrainOptions } from './train-options.js';
import type { TrainOptions } from './train-options.js';
import { TrainingLoop } from './training-loop.js';

/**
 * Trains a model: batch by batch, loss, gradients, clipping, optimizer; state carried where the batches say so.
 *
 * The history gets a row at the end of each epoch, or every `validateEverySteps` steps instead, and one for what is
 * left when the run is finished. Its means weigh each batch by its tokens, so they are exact over batches of different
 * sizes. A batch whose `startsSequence` is not false begins without carried state; otherwise it goes on from the state
 * behind the batch before, through which no gradient flows.
 *
 * A run resumed from a {@link Checkpoint} does, bit for bit, what it would have done without the interruption, given
 * the same options. An abort ends the present step, lets the callbacks save, and gives the history so far: it does not
 * reject. The loop gives the event loop its turn about twenty times a second.
 *
 * Afterwards no tensor is alive that was not before, except the optimizer's slots, which stay its own.
 *
 * @returns what was done, also where the signal or a callback ended the run early
 * @throws InvalidArgumentError for options that are unknown or at odds, or data without a batch
 * @throws ArtifactError if the checkpoint to resume from is not of this model, optimizer or dataset
 * @example
 * const history = await train({ model, data, validation, optimizer: nadam(1e-3), clipNorm: 1, epochs: 10 });
 */
export async function train<Batch, Carry extends readonly Tensor[] = readonly Tensor[]>(
  options: TrainOptions<Batch, Carry>,
): Promise<History> {
  assertTrainOptions(options);
  return new TrainingLoop(options).run();
}
