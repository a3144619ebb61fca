import { InvalidArgumentError } from '@refrain/core';
import type { GeneratedToken } from './generated-token.js';
import { Generation } from './generation.js';
import type { GenerationOptions } from './generation-options.js';
import { isPromise } from './is-promise.js';
import { nothing, started } from './started.js';

/**
 * The same as `generate` without promises, for a model whose `step` answers at once: for scripts, workers and
 * benchmarks, where keeping the thread to the end does no harm. Gives the same tokens and owns states alike.
 *
 * A `signal` that fires while the loop runs can only be one that the loop itself fires.
 *
 * @throws InvalidArgumentError at the call, if the options can't be used; at a token, if the logits can't or if the
 *   model gives a promise
 * @throws the signal's reason, at the next token, if the signal has fired
 * @example
 * const ids = Array.from(generateSync({ model, state, prompt, maxTokens: 100, sampler: greedy() }), ({ id }) => id);
 */
export function generateSync<State>(options: GenerationOptions<State>): Generator<GeneratedToken, void, void> {
  return started(drive(new Generation('generateSync', options), options));
}

function* drive<State>(
  generation: Generation<State>,
  { model }: GenerationOptions<State>,
): Generator<GeneratedToken, void, void> {
  try {
    yield nothing;
    while (!generation.finished) {
      while (generation.hasUnread) {
        const step = generation.step();
        if (isPromise(step)) {
          step.then(
            ({ state }) => model.dispose(state),
            () => {},
          );
          throw new InvalidArgumentError({
            argument: 'model',
            value: model,
            message:
              'generateSync needs a model whose step answers at once; received a promise. Use generate() for it.',
          });
        }
        generation.accept(step);
      }
      yield generation.choose();
    }
  } finally {
    generation.dispose();
  }
}
