import type { Callback } from '../callback.js';

/**
 * Stops a run whose loss is not a finite number any more: what follows could only be lost time.
 *
 * @example
 * await train({ model, data, optimizer, steps: 1000, callbacks: [terminateOnNaN()] });
 */
export function terminateOnNaN(): Callback {
  return {
    name: 'terminateOnNaN',
    onStep({ loss, step }, run) {
      if (!Number.isFinite(loss)) run.stop(`the loss was ${loss} at step ${step}`);
    },
  };
}
