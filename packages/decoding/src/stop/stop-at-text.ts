import { refuse } from '@refrain/core';
import { listed } from '../listed.js';

/** Texts at which `streamText` ends; made by {@link stopAtText}. */
export interface TextStop {
  readonly texts: readonly string[];
}

/**
 * Ends a `streamText` where one of `texts` appears, wherever tokens begin and end in it.
 *
 * The text before it is delivered, it and what follows are not. Of several, the one that is complete first counts; of
 * those complete at the same character the longest.
 *
 * @param texts one or several, none empty
 * @throws InvalidArgumentError if there is none or an empty one
 * @example
 * streamText({ model, state, prompt, maxTokens: 500, sampler: greedy(), decoder, stop: stopAtText(['\n\n', 'THE END']) })
 */
export function stopAtText(texts: string | readonly string[]): TextStop {
  const list = [...listed(texts)];
  if (list.length === 0) refuse('texts', texts, { expected: 'at least one text' });
  for (const text of list) {
    if (typeof text !== 'string' || text === '') refuse('a stop text', text, { expected: 'a text that is not empty' });
  }
  return { texts: list };
}
