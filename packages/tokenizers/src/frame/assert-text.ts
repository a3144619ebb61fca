import { refuse } from '@refrain/core';

/** Throws unless `text` is a string. */
export function assertText(text: unknown, argument = 'text'): asserts text is string {
  if (typeof text !== 'string') refuse(argument, text, { expected: 'a string' });
}
