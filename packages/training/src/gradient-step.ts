import { refuse } from '@refrain/core';
import type { Random } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import type { CarriedState } from './carry.js';
import type { Clip, ClippedUpdates } from './clipping.js';
import type { TrainedVariable } from './fine-tuning/variable-choice.js';
import { HarmlessFailure } from './harmless-failure.js';
import type { Optimizer } from './optimizers/optimizer.js';
import type { BatchLoss, Trainable } from './trainable.js';
import { withoutTensors } from './without-tensors.js';

/** A batch's means, as numbers. */
export interface BatchMeans {
  /** `loss` and each metric. */
  readonly means: Readonly<Record<string, number>>;
  /** How many tokens they are means over. */
  readonly weight: number;
}

/** What a training step needs beside its batch. */
export interface GradientStepOptions<Batch, Carry extends readonly tf.Tensor[]> {
  readonly model: Trainable<Batch, Carry>;
  /** Those that are to be updated. */
  readonly variables: readonly TrainedVariable[];
  readonly optimizer: Optimizer;
  readonly clip: Clip;
  readonly carried: CarriedState;
  readonly random: Random;
}

/**
 * One training step: loss, gradients, clipping, update; the carried state moves on.
 *
 * @throws HarmlessFailure for what fails before the update, which is where a step takes the most memory
 */
export function gradientStep<Batch, Carry extends readonly tf.Tensor[]>(
  batch: Batch,
  options: GradientStepOptions<Batch, Carry>,
): BatchMeans & { readonly gradientNorm?: number } {
  const { optimizer, carried } = options;
  return withoutTensors(() => {
    const { read, updates, gradientNorm } = attempt(() => clippedGradients(batch, options));
    carried.advance();
    optimizer.update(updates);
    return gradientNorm === undefined ? read : { ...read, gradientNorm };
  });
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new HarmlessFailure(error);
  }
}

/** The loss, and what the update is made of; changes nothing but what is kept for the carried state. */
function clippedGradients<Batch, Carry extends readonly tf.Tensor[]>(
  batch: Batch,
  { model, variables, clip, carried, random }: GradientStepOptions<Batch, Carry>,
): ClippedUpdates & { readonly read: BatchMeans } {
  let read!: BatchMeans;
  const { grads } = tf.variableGrads(
    () => {
      const result = model.loss(batch, { training: true, random, ...carryOf<Carry>(carried, batch) });
      read = readMeans(result);
      carried.keep(result.carry);
      return result.mean;
    },
    variables.map(({ variable }) => variable),
  );
  const gradients = variables.flatMap((trained) => {
    const gradient = grads[trained.variable.name];
    return gradient ? [{ ...trained, gradient }] : [];
  });
  return { read, ...clip(gradients) };
}

/** The `carry` of a loss's context: absent where sequences begin. */
export function carryOf<Carry>(carried: CarriedState, batch: unknown): { carry?: Carry } {
  const carry = carried.before(batch);
  return carry ? { carry: carry as unknown as Carry } : {};
}

/** What a history row has of its own. */
const reserved = new Set(['epoch', 'step', 'loss', 'learningRate']);

/** The loss and metrics of a batch as numbers. */
export function readMeans({ mean, weight, metrics }: BatchLoss<unknown>): BatchMeans {
  if (!(weight >= 0 && weight < Infinity))
    refuse('weight', weight, { expected: 'how many targets the loss is a mean over' });
  const means: Record<string, number> = { loss: mean.dataSync()[0]! };
  for (const name in metrics) {
    if (reserved.has(name)) refuse('metrics', name, { expected: `named otherwise than ${[...reserved].join(', ')}` });
    means[name] = metrics[name]!.dataSync()[0]!;
  }
  return { means, weight };
}
