import type { TextRange } from '../aligned-text.js';
import type { Pattern } from './compile-pattern.js';

/**
 * The matches of `pattern` in `text` as regular expressions in Rust count them: an empty match where another one ended is
 * none, and there is none in an empty text. JavaScript counts both.
 */
export function matchesOf(pattern: Pattern, text: string): TextRange[] {
  const matches: TextRange[] = [];
  if (text === '') return matches;
  let last = -1;
  pattern.forEachMatch(text, (start, end) => {
    if (start < end || start !== last) matches.push([start, end]);
    last = end;
  });
  return matches;
}
