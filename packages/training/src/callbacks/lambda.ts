import { assertKnownOptions, refuse } from '@refrain/core';
import type { Callback } from '../callback.js';

/** The functions of a {@link lambda} callback. */
export type LambdaOptions = Partial<Pick<Callback, 'name'>> &
  Pick<Callback, 'onStart' | 'onStep' | 'onRow' | 'onEpoch' | 'onSettled' | 'onEnd'>;

const hooks = ['onStart', 'onStep', 'onRow', 'onEpoch', 'onSettled', 'onEnd'] as const;

/**
 * A callback from functions, whose names are checked. For one that keeps a state write the {@link Callback} itself.
 *
 * @throws InvalidArgumentError for an unknown name, or something that is not a function
 * @example
 * lambda({ onStep: ({ step, loss }) => console.log(step, loss) });
 */
export function lambda(options: LambdaOptions): Callback {
  assertKnownOptions('lambda', options, ['name', ...hooks]);
  for (const hook of hooks) {
    const value: unknown = options[hook];
    if (value !== undefined && typeof value !== 'function') refuse(hook, value, { expected: 'a function' });
  }
  return { name: 'lambda', ...options };
}
