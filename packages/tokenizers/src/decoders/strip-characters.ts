import type { DecoderDescription } from './description.js';

/** Takes at most `left` and `right` times `content` away from the ends of a token. */
export function stripCharacters(
  token: string,
  { content, left, right }: Extract<DecoderDescription, { type: 'strip' }>,
): string {
  let start = 0;
  for (let count = 0; count < left && token.startsWith(content, start) && start < token.length; count++) {
    start += content.length;
  }
  let end = token.length;
  for (let count = 0; count < right && end > start && token.endsWith(content, end); count++) end -= content.length;
  return token.slice(start, Math.max(start, end));
}
