import * as tf from '@tensorflow/tfjs-core';

/**
 * What a network takes along from one position to the next:
 * - `'hidden-to-hidden'`: the hidden units go into the next hidden units (Elman, 1990); what is meant by "RNN"
 * - `'output-to-hidden'`: the output goes into the next hidden units (Jordan, 1986)
 * - `'output-to-output'`: the output goes into the next output; the hidden units remember nothing
 */
export type Recurrence = 'hidden-to-hidden' | 'output-to-hidden' | 'output-to-output';

export const recurrences = ['hidden-to-hidden', 'output-to-hidden', 'output-to-output'] as const;

/** The numbers that a recurrence learns. */
export interface RecurrenceWeights {
  /** From what is read to the hidden units, `[features, units]`. */
  readonly kernel: tf.Tensor2D;
  /** From what was taken along to where it goes: `[units, units]`, `[outputs, units]` or `[outputs, outputs]`. */
  readonly recurrentKernel: tf.Tensor2D;
  /** Of the hidden units, `[units]`. */
  readonly bias: tf.Tensor1D;
  /** From the hidden units to the output, `[units, outputs]`. */
  readonly outputKernel: tf.Tensor2D;
  /** `[outputs]` */
  readonly outputBias: tf.Tensor1D;
}

/** How {@link writtenOutRecurrence} reads. */
export interface RecurrenceContext {
  readonly recurrence: Recurrence;
  /** 1 where a position counts; at the others what is taken along stays as it is, `[batch, time]`. @default all count */
  readonly mask?: tf.Tensor2D;
  /** What is taken along to the first position, `[batch, units or outputs]`. @default zeros */
  readonly initialState?: tf.Tensor2D;
}

/** What a recurrence gives; the caller owns every tensor. */
export interface RecurrenceResult {
  /** `[batch, time, units]` */
  readonly hidden: tf.Tensor3D;
  /** The outputs before their softmax, `[batch, time, outputs]`. */
  readonly logits: tf.Tensor3D;
  /** What is taken along from the last position, `[batch, units or outputs]`. */
  readonly state: tf.Tensor2D;
}

/**
 * A recurrent layer and the output on top of it, one position after the other, in plain tensor operations: to be read.
 * At the same weights `simpleRnn` of `@refrain/ops` gives the same hidden units as `'hidden-to-hidden'`, many times
 * faster, in one kernel.
 *
 * Follows Raschka, Liu and Mirjalili, "Machine Learning with PyTorch and Scikit-Learn" (2022), chapter 15; an output is
 * the softmax of its logits.
 *
 * @param inputs `[batch, time, features]`
 */
export function writtenOutRecurrence(
  inputs: tf.Tensor3D,
  { kernel, recurrentKernel, bias, outputKernel, outputBias }: RecurrenceWeights,
  { recurrence, mask, initialState }: RecurrenceContext,
): RecurrenceResult {
  const positions = tf.unstack(inputs, 1) as tf.Tensor2D[];
  const counts = mask && (tf.split(mask, positions.length, 1) as tf.Tensor2D[]);
  const hiddenUnits: tf.Tensor2D[] = [];
  const logitsOfAll: tf.Tensor2D[] = [];
  let state = initialState ?? tf.zeros<tf.Rank.R2>([inputs.shape[0], recurrentKernel.shape[0]]);
  for (const [position, features] of positions.entries()) {
    const read = tf.add<tf.Tensor2D>(tf.matMul(features, kernel), bias);
    const remembered: tf.Tensor2D = tf.matMul(state, recurrentKernel);

    const hidden = tf.tanh<tf.Tensor2D>(
      recurrence === 'output-to-output' ? read : tf.add<tf.Tensor2D>(read, remembered),
    );
    const output = tf.add<tf.Tensor2D>(tf.matMul(hidden, outputKernel), outputBias);
    const logits = recurrence === 'output-to-output' ? tf.add<tf.Tensor2D>(output, remembered) : output;

    const next = recurrence === 'hidden-to-hidden' ? hidden : tf.softmax<tf.Tensor2D>(logits);
    state = counts ? tf.where(tf.cast(counts[position]!, 'bool'), next, state) : next;
    hiddenUnits.push(hidden);
    logitsOfAll.push(logits);
  }
  return { hidden: tf.stack(hiddenUnits, 1) as tf.Tensor3D, logits: tf.stack(logitsOfAll, 1) as tf.Tensor3D, state };
}
