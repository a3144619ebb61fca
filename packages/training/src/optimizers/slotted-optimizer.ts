import { ArtifactError, assertPositiveNumber } from '@refrain/core';
import { optimizerUpdate } from '@refrain/ops';
import type { OptimizerRule } from '@refrain/ops';
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { readArray, tensorOf } from '../arrays.js';
import { learningRateSchedule } from '../schedules/schedule.js';
import type { LearningRate } from '../schedules/schedule.js';
import type { Optimizer, VariableUpdate } from './optimizer.js';

/** What makes one optimizer differ from another. */
export interface OptimizerDefinition {
  readonly name: string;
  /** The names of the slots, in the order of the rule's kernel. */
  readonly slots: readonly string[];
  readonly learningRate: LearningRate;
  /** L2 penalty: this times the value is added to the clipped gradient. */
  readonly l2: number;
  /** The scalars of a variable's update number `step`, from 1, at `rate`. */
  rule(step: number, rate: number): OptimizerRule;
  /** Another rule for some variables, such as no weight decay. */
  adapt?(rule: OptimizerRule, variable: string): OptimizerRule;
}

const stateSchema = z.strictObject({
  optimizer: z.string(),
  step: z.int().nonnegative(),
  rateFactor: z.number().positive(),
  missed: z.record(z.string(), z.int().positive()).optional(),
});

/** An {@link Optimizer} whose slots have their variable's shape and begin as zeros, updated by one fused kernel a variable. */
export function slottedOptimizer(definition: OptimizerDefinition): Optimizer {
  const { name, slots: slotNames, l2 } = definition;
  const schedule = learningRateSchedule(definition.learningRate);
  const slots = new Map<string, tf.Tensor[]>();
  /** How many updates each variable took part in. */
  const updates = new Map<string, number>();
  let step = 0;
  let rateFactor = 1;

  const dispose = (): void => {
    for (const tensors of slots.values()) tf.dispose(tensors);
    slots.clear();
    updates.clear();
    step = 0;
    rateFactor = 1;
  };
  const updateOne = (update: VariableUpdate, rate: number): void => {
    const { variable, gradient, gradientScale, clipValue, learningRateFactor = 1 } = update;
    const own = (updates.get(update.name) ?? 0) + 1;
    const rule = definition.rule(own, rate * learningRateFactor);
    const before = slots.get(update.name) ?? slotNames.map(() => tf.keep(tf.zerosLike(variable)));
    const after = optimizerUpdate(
      { value: variable, gradient, slots: before },
      { ...(definition.adapt?.(rule, update.name) ?? rule), gradientScale, clipValue, l2 },
    );
    variable.assign(after.value);
    slots.set(update.name, after.slots.map(tf.keep));
    updates.set(update.name, own);
    tf.dispose(before);
  };
  /** How many updates were made without each variable that was in any, where there were some. */
  const missedUpdates = (): Record<string, number> =>
    Object.fromEntries([...updates].flatMap(([name, own]) => (own < step ? [[name, step - own]] : [])));

  return {
    name,
    get step() {
      return step;
    },
    get learningRate() {
      return schedule(step) * rateFactor;
    },
    scaleLearningRate(factor) {
      assertPositiveNumber('factor', factor);
      rateFactor *= factor;
    },
    update(variables) {
      const rate = schedule(step) * rateFactor;
      tf.tidy(() => {
        for (const update of variables) updateOne(update, rate);
      });
      step++;
    },
    state() {
      const arrays = [...slots].flatMap(([variable, tensors]) =>
        tensors.map((tensor, position) => [`${variable}/${slotNames[position]}`, readArray(tensor)] as const),
      );
      const missed = arrays.length === 0 ? {} : missedUpdates();
      const values = { optimizer: name, step, rateFactor, ...(Object.keys(missed).length > 0 && { missed }) };
      return { values, slots: new Map(arrays) };
    },
    restore(state) {
      const values = stateSchema.safeParse(state.values);
      if (!values.success) throw unusable(name, `a state that is not an optimizer's`);
      if (values.data.optimizer !== name) throw unusable(name, `${values.data.optimizer}'s`);
      const variables = new Set([...state.slots.keys()].map((slot) => slot.slice(0, slot.lastIndexOf('/'))));
      const restored = [...variables].map((variable) => {
        const arrays = slotNames.map((slot) => state.slots.get(`${variable}/${slot}`));
        if (!arrays.every((array) => array !== undefined) || state.slots.size !== variables.size * slotNames.length) {
          throw unusable(name, `other slots than ${slotNames.join(' and ')} of each variable`);
        }
        return [variable, arrays] as const;
      });
      dispose();
      for (const [variable, arrays] of restored)
        slots.set(
          variable,
          arrays.map((array) => tf.keep(tensorOf(array))),
        );
      ({ step, rateFactor } = values.data);
      for (const variable of variables) updates.set(variable, step - (values.data.missed?.[variable] ?? 0));
    },
    dispose,
  };
}

function unusable(name: string, found: string): ArtifactError {
  const message = `expected the saved state of the optimizer ${name}; received ${found}. Go on with the optimizer and options that the run began with.`;
  return new ArtifactError({ artifact: 'optimizer.safetensors', message });
}
