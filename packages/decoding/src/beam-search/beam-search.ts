import { isPromise } from '../is-promise.js';
import { taskClock } from '../task-clock.js';
import { disposingOnThrow } from '../generation.js';
import { assertBeamSearchOptions } from './beam-search-options.js';
import type { BeamSearchBatchOptions, BeamSearchOptions } from './beam-search-options.js';
import type { Hypothesis } from './hypothesis.js';
import { BeamSearch } from './search.js';

/**
 * Finds the most probable texts by following the best `beamWidth` beginnings at a time.
 *
 * A text that ends is frozen and leaves its place to another; the search is over when `beamWidth` texts have ended,
 * when none that goes on can still be among the best `nBest`, or at `maxTokens`, where texts are taken as they are.
 * With a width of 1 it is greedy; with a width of all texts it is exhaustive.
 *
 * Ownership: the state given and every state that the model makes belong to the search, which disposes each one once,
 * also at an exception and at an abort.
 *
 * @returns the best `nBest` texts, best first; fewer where there are no more
 * @throws InvalidArgumentError if the options can't be used, or the logits
 * @throws the signal's reason, if it has fired
 * @example
 * const state = await model.encode(source);
 * const [best] = await beamSearch({ model, state, startId, endId, beamWidth: 4, maxTokens: 50, lengthPenalty: gnmt(0.6) });
 * tokenizer.decode(best.ids);
 */
export async function beamSearch<State>(options: BeamSearchOptions<State>): Promise<Hypothesis[]> {
  const [found] = await search('beamSearch', { ...options, sources: 1 });
  return found!;
}

/**
 * {@link beamSearch} for several sources at a time: all beams of all sources are rows of one batch, and what each source
 * gets is what it would get alone.
 *
 * @returns for each source its best texts, best first
 */
export async function beamSearchBatch<State>(options: BeamSearchBatchOptions<State>): Promise<Hypothesis[][]> {
  return search('beamSearchBatch', options);
}

async function search<State>(owner: string, options: BeamSearchBatchOptions<State>): Promise<Hypothesis[][]> {
  disposingOnThrow(options, () => assertBeamSearchOptions(owner, options));
  const beams = new BeamSearch(options);
  const clock = taskClock();
  try {
    while (!beams.finished) {
      if (clock.isDue()) await clock.pause();
      const step = beams.step();
      beams.accept(isPromise(step) ? await step : step);
    }
    return beams.results();
  } finally {
    beams.dispose();
  }
}
