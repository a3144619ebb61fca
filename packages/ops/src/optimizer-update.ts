import { refuse } from '@refrain/core';
import * as tf from '@tensorflow/tfjs-core';
import { assertShape } from './assert-shape.js';
import { hasFusedKernel, runFusedKernel } from './fused-kernel.js';
import { optimizerUpdateKernelName, type OptimizerRule, type OptimizerUpdateAttributes } from './kernels.js';

/** One variable's tensors, all of one shape, before or after an update. */
export interface OptimizerTensors {
  readonly value: tf.Tensor;
  /** What the rule remembers of earlier gradients: m and v for `adam`, v (and b) for `rmsprop`, b for `sgd` with momentum. */
  readonly slots: readonly tf.Tensor[];
}

/**
 * One optimizer update of one variable, as one pass where the backend has it; the formulas are those of
 * {@link OptimizerUpdateAttributes}.
 *
 * @param tensors the value, its gradient and its slots; none is changed or disposed
 * @returns the new value and the new slots, which the caller owns
 * @throws InvalidArgumentError unless the rule's slots are there, all of the value's shape
 * @example
 * optimizerUpdate(
 *   { value: tf.scalar(1), gradient: tf.scalar(0.5), slots: [] },
 *   { rule: 'sgd', rate: 0.1, momentum: 0, nesterov: false, gradientScale: 1, clipValue: Infinity, l2: 0 },
 * ).value;   // 0.95
 */
export function optimizerUpdate(
  tensors: OptimizerTensors & { readonly gradient: tf.Tensor },
  attributes: OptimizerUpdateAttributes,
): OptimizerTensors {
  const { value, gradient, slots } = tensors;
  const expected = slotCount(attributes);
  if (slots.length !== expected) {
    refuse('slots.length', slots.length, {
      expected: `${expected} for the rule ${attributes.rule} with these settings`,
    });
  }
  assertShape('gradient', gradient, value.shape);
  slots.forEach((slot, position) => assertShape(`slots[${position}]`, slot, value.shape));
  const [updated, ...rest] = tf.tidy(() =>
    hasFusedKernel(optimizerUpdateKernelName)
      ? runFusedKernel(optimizerUpdateKernelName, [value, gradient, ...slots], attributes)
      : composedUpdate(tensors, attributes),
  );
  return { value: updated!, slots: rest };
}

function slotCount(rule: OptimizerRule): number {
  if (rule.rule === 'adam') return 2;
  return (rule.rule === 'rmsprop' ? 1 : 0) + (rule.momentum > 0 ? 1 : 0);
}

function composedUpdate(
  { value, gradient, slots }: OptimizerTensors & { readonly gradient: tf.Tensor },
  attributes: OptimizerUpdateAttributes,
): tf.Tensor[] {
  const { gradientScale, clipValue, l2 } = attributes;
  let effective = gradientScale === 1 ? gradient : tf.mul(gradient, gradientScale);
  if (clipValue !== Infinity) effective = tf.clipByValue(effective, -clipValue, clipValue);
  if (l2 !== 0) effective = tf.add(effective, tf.mul(value, l2));
  const update = { value, gradient: effective, slots };
  if (attributes.rule === 'adam') return adam(update, attributes);
  return attributes.rule === 'rmsprop' ? rmsprop(update, attributes) : sgd(update, attributes);
}

type Update = OptimizerTensors & { readonly gradient: tf.Tensor };
type Rule<Name> = Extract<OptimizerRule, { rule: Name }>;

function adam({ value, gradient, slots }: Update, rule: Rule<'adam'>): tf.Tensor[] {
  const momentum = decayed(slots[0]!, gradient, rule.beta1);
  const variance = decayed(slots[1]!, tf.square(gradient), rule.beta2);
  const step = tf.add(tf.mul(momentum, rule.stepMomentum), tf.mul(gradient, rule.stepGradient));
  const scale = tf.add(tf.sqrt(tf.mul(variance, rule.varianceScale)), rule.epsilon);
  return [tf.sub(tf.mul(value, 1 - rule.decay), tf.div(step, scale)), momentum, variance];
}

function rmsprop({ value, gradient, slots }: Update, rule: Rule<'rmsprop'>): tf.Tensor[] {
  const variance = decayed(slots[0]!, tf.square(gradient), rule.rho);
  const scale = rule.epsilonInside ? tf.sqrt(tf.add(variance, rule.epsilon)) : tf.add(tf.sqrt(variance), rule.epsilon);
  const step = tf.div(tf.mul(gradient, rule.rate), scale);
  if (rule.momentum === 0) return [tf.sub(value, step), variance];
  const velocity = tf.add(tf.mul(slots[1]!, rule.momentum), step);
  return [tf.sub(value, velocity), variance, velocity];
}

function sgd({ value, gradient, slots }: Update, rule: Rule<'sgd'>): tf.Tensor[] {
  const step = tf.mul(gradient, rule.rate);
  if (rule.momentum === 0) return [tf.sub(value, step)];
  const velocity = tf.sub(tf.mul(slots[0]!, rule.momentum), step);
  const change = rule.nesterov ? tf.sub(tf.mul(velocity, rule.momentum), step) : velocity;
  return [tf.add(value, change), velocity];
}

/** rate · average + (1 - rate) · sample */
function decayed(average: tf.Tensor, sample: tf.Tensor, rate: number): tf.Tensor {
  return tf.add(tf.mul(average, rate), tf.mul(sample, 1 - rate));
}
