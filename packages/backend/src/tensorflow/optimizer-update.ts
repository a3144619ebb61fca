import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { OptimizerRule, OptimizerUpdateAttributes } from '@refrain/ops';
import type { Handle, NodeBackend } from './node-backend.js';
import { inSession, type Session } from './session.js';

/** One update of one variable by the formulas of `@refrain/ops`: some fifteen operations, straight on TensorFlow. */
export function optimizerUpdate(
  backend: NodeBackend,
  inputs: readonly TensorInfo[],
  attributes: OptimizerUpdateAttributes,
): TensorInfo[] {
  return inSession(backend, (session) => {
    const [value, given, ...slots] = inputs.map((tensor) => session.of(tensor)) as [Handle, Handle, ...Handle[]];
    const gradient = boundedGradient(session, [value, given], attributes);
    const updated = applyRule(session, { value, gradient, slots }, attributes);
    return updated.map((handle) => session.give(handle, inputs[0]!.shape));
  });
}

/** Σ over all tensors of Σ value², a scalar. */
export function squaredNorm(backend: NodeBackend, inputs: readonly TensorInfo[]): TensorInfo[] {
  return inSession(backend, (session) => {
    const halves = inputs.map((tensor) => session.run('L2Loss', [session.of(tensor)]));
    const half = session.run('AddN', halves, { N: halves.length, T: session.floatType });
    return [session.give(session.run('Mul', [half, session.scalar(2)]), [])];
  });
}

/** The gradient, scaled, clamped, and with the penalty of the value. */
function boundedGradient(
  session: Session,
  [value, given]: readonly [Handle, Handle],
  { gradientScale, clipValue, l2 }: OptimizerUpdateAttributes,
): Handle {
  let gradient = gradientScale === 1 ? given : session.run('Mul', [given, session.scalar(gradientScale)]);
  if (clipValue !== Infinity) {
    gradient = session.replace('ClipByValue', [gradient, session.scalar(-clipValue), session.scalar(clipValue)]);
  }
  if (l2 === 0) return gradient;
  return session.replace('AddV2', [gradient, session.run('Mul', [value, session.scalar(l2)])]);
}

interface Update {
  readonly value: Handle;
  readonly gradient: Handle;
  readonly slots: readonly Handle[];
}

type Rule<Name> = Extract<OptimizerRule, { rule: Name }>;

/** The new value and the new slots. */
function applyRule(session: Session, update: Update, rule: OptimizerRule): Handle[] {
  if (rule.rule === 'adam') return adam(session, update, rule);
  return rule.rule === 'rmsprop' ? rmsprop(session, update, rule) : sgd(session, update, rule);
}

function adam(session: Session, { value, gradient, slots }: Update, rule: Rule<'adam'>): Handle[] {
  const times = timesIn(session);
  const momentum = decayed(session, [slots[0]!, gradient], rule.beta1);
  const variance = decayed(session, [slots[1]!, session.run('Square', [gradient])], rule.beta2);
  const direction = session.replace('AddV2', [times(momentum, rule.stepMomentum), times(gradient, rule.stepGradient)]);
  const root = session.replace('Sqrt', [times(variance, rule.varianceScale)]);
  const step = session.replace('RealDiv', [direction, session.replace('AddV2', [root, session.scalar(rule.epsilon)])]);
  const kept = rule.decay === 0 ? value : times(value, 1 - rule.decay);
  return [session.replace('Sub', [kept, step]), momentum, variance];
}

function rmsprop(session: Session, { value, gradient, slots }: Update, rule: Rule<'rmsprop'>): Handle[] {
  const times = timesIn(session);
  const epsilon = session.scalar(rule.epsilon);
  const variance = decayed(session, [slots[0]!, session.run('Square', [gradient])], rule.rho);
  const scale = rule.epsilonInside
    ? session.replace('Sqrt', [session.run('AddV2', [variance, epsilon])])
    : session.replace('AddV2', [session.run('Sqrt', [variance]), epsilon]);
  const step = session.replace('RealDiv', [times(gradient, rule.rate), scale]);
  if (rule.momentum === 0) return [session.replace('Sub', [value, step]), variance];
  const velocity = session.replace('AddV2', [times(slots[1]!, rule.momentum), step]);
  return [session.run('Sub', [value, velocity]), variance, velocity];
}

function sgd(session: Session, { value, gradient, slots }: Update, rule: Rule<'sgd'>): Handle[] {
  const times = timesIn(session);
  const step = times(gradient, rule.rate);
  if (rule.momentum === 0) return [session.replace('Sub', [value, step])];
  const velocity = session.run('Sub', [times(slots[0]!, rule.momentum), step]);
  const change = rule.nesterov ? session.replace('Sub', [times(velocity, rule.momentum), step]) : velocity;
  return [session.run('AddV2', [value, change]), velocity];
}

function timesIn(session: Session): (values: Handle, factor: number) => Handle {
  return (values, factor) => session.run('Mul', [values, session.scalar(factor)]);
}

/** rate · average + (1 - rate) · sample, as a step from the average towards the sample. */
function decayed(session: Session, [average, sample]: readonly [Handle, Handle], rate: number): Handle {
  const difference = session.run('Sub', [sample, average]);
  const step = session.replace('Mul', [difference, session.scalar(1 - rate)]);
  return session.replace('AddV2', [average, step]);
}
