import { replaceRanges } from '../aligned-text.js';
import type { AlignedText, TextRange } from '../aligned-text.js';

/**
 * Takes away what stands from each `<` to the next `>`, both included: `re.sub('<[^>]*>', '', text)`.
 *
 * By hand, because a regular expression would look through the whole text behind every `<` that nothing closes.
 */
export function stripTags(aligned: AlignedText): AlignedText {
  return replaceRanges(aligned, tags(aligned.text), () => '');
}

function* tags(text: string): Generator<TextRange> {
  let position = 0;
  for (;;) {
    const start = text.indexOf('<', position);
    const end = start === -1 ? -1 : text.indexOf('>', start);
    if (end === -1) return;
    position = end + 1;
    yield [start, position];
  }
}
