import { refuse } from '@refrain/core';
import { assertWholeCharacters } from './lone-surrogate.js';

/**
 * The texts to train on, one after another, each checked when its turn comes.
 *
 * @param text one text, or several, each of them whole
 * @throws InvalidArgumentError for what is not text, and for half a surrogate pair, with its position in its text
 */
export function* texts(text: unknown): Generator<string, void, undefined> {
  const expected = 'a string or several strings';
  if (typeof text !== 'string' && typeof (text as Iterable<unknown> | undefined)?.[Symbol.iterator] !== 'function') {
    refuse('text', text, { expected });
  }
  for (const whole of typeof text === 'string' ? [text] : (text as Iterable<unknown>)) {
    if (typeof whole !== 'string') refuse('text', whole, { expected });
    assertWholeCharacters(whole);
    yield whole;
  }
}
