import type { GeneratedToken } from './generated-token.js';
import { Generation } from './generation.js';
import type { GenerationOptions } from './generation-options.js';
import { isPromise } from './is-promise.js';
import { nothing, started } from './started.js';
import { taskClock } from './task-clock.js';

/**
 * Continues one sequence, id by id: reads the prompt, then lets the processors and the sampler choose from each
 * distribution that the model predicts.
 *
 * Nothing is computed before the consumer asks for it: the prompt is read when the first token is asked for, and
 * `random` advances with each token taken. A model that answers without a promise is not awaited; `generateSync` spares
 * the promises of the iteration, too. Where many tokens come without a pause, other tasks get a turn every 40 ms.
 *
 * Ownership: the state given and every state that the model makes belong to the generation, which disposes each one
 * once: at the last token, when the consumer leaves the loop, at an exception, and at an abort. A generator that is
 * not read to its end must be closed by `return()`, as leaving a `for await` does.
 *
 * @returns tokens; the last one says why it is the last (`finishReason`)
 * @throws InvalidArgumentError at the call, if the options can't be used; at a token, if the logits can't
 * @throws the signal's reason, at the next token, if the signal has fired
 * @example
 * const options = { model, state: model.initialState(1), prompt, maxTokens: 500 };
 * const sampled = { processors: [temperature(0.8), topK(40)], sampler: categorical(), random: new Random(42) };
 * for await (const { id, logProbability } of generate({ ...options, ...sampled })) …
 */
export function generate<State>(options: GenerationOptions<State>): AsyncGenerator<GeneratedToken, void, void> {
  return tokensOf(new Generation('generate', options));
}

/** The tokens of a generation, which is disposed behind the last one, also where none was asked for. */
export function tokensOf<State>(generation: Generation<State>): AsyncGenerator<GeneratedToken, void, void> {
  return started(drive(generation));
}

async function* drive<State>(generation: Generation<State>): AsyncGenerator<GeneratedToken, void, void> {
  const clock = taskClock();
  try {
    yield nothing;
    while (!generation.finished) {
      while (generation.hasUnread) {
        if (clock.isDue()) await clock.pause();
        const step = generation.step();
        generation.accept(isPromise(step) ? await step : step);
      }
      yield generation.choose();
    }
  } finally {
    generation.dispose();
  }
}
