import { assertPositiveNumber, refuse } from '@refrain/core';
import { squaredNorm } from '@refrain/ops';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { VariableUpdate } from './optimizers/optimizer.js';

/** How gradients are bounded before the update; at most one of them, as in Keras. */
export interface ClippingOptions {
  /** Clamps every number of every gradient to ± this. */
  readonly clipValue?: number;
  /** Scales each variable's gradient so that its own L2 norm is at most this. */
  readonly clipNorm?: number;
  /** Scales all gradients alike so that the L2 norm over all of them is at most this. */
  readonly clipGlobalNorm?: number;
}

/** A gradient before clipping. */
export type UnclippedUpdate = Omit<VariableUpdate, 'gradientScale' | 'clipValue'>;

/** Gives each update its scale or bound; the update's own kernel applies it, so that clipping costs no pass of its own. */
export type Clip = (updates: readonly UnclippedUpdate[]) => ClippedUpdates;

export interface ClippedUpdates {
  readonly updates: readonly VariableUpdate[];
  /** The L2 norm over all gradients before clipping, where the clipping needs it. */
  readonly gradientNorm?: number;
}

/**
 * The clipping that the options ask for: g · limit / max(‖g‖, limit) by norm, as Keras and PyTorch compute it.
 *
 * @throws InvalidArgumentError for more than one option, or a limit that is not positive
 */
export function clipping(options: ClippingOptions): Clip {
  const given = Object.entries(options).filter(([, limit]) => limit !== undefined);
  for (const [name, limit] of given) assertPositiveNumber(name, limit);
  if (given.length > 1) {
    const [first, second] = given as [[string, number], [string, number]];
    refuse(second[0], second[1], { expected: `absent where ${first[0]} is given`, remedy: 'Clip in one way.' });
  }
  const { clipValue = Infinity, clipNorm, clipGlobalNorm } = options;
  if (clipNorm !== undefined) {
    return (updates) => ({
      updates: updates.map((update) => {
        return { ...update, gradientScale: scaleWithin(clipNorm, norm([update.gradient])), clipValue };
      }),
    });
  }
  if (clipGlobalNorm !== undefined) {
    return (updates) => {
      const gradientNorm = norm(updates.map(({ gradient }) => gradient));
      const gradientScale = scaleWithin(clipGlobalNorm, gradientNorm);
      return { updates: updates.map((update) => ({ ...update, gradientScale, clipValue })), gradientNorm };
    };
  }
  return (updates) => ({ updates: updates.map((update) => ({ ...update, gradientScale: 1, clipValue })) });
}

function norm(gradients: readonly Tensor[]): number {
  return Math.sqrt(squaredNorm(gradients).dataSync()[0]!);
}

/** A norm that is not a number stays visible: the scale is not one either. */
function scaleWithin(limit: number, length: number): number {
  return limit / Math.max(length, limit);
}
