import { spreadText } from '../aligned-text.js';
import type { AlignedText } from '../aligned-text.js';

/** What a caller's function makes of a text; each character of it stands where the whole text stands. */
export function applied(apply: (text: string) => string): (aligned: AlignedText) => AlignedText {
  return (aligned) => {
    const text = apply(aligned.text);
    return text === aligned.text ? aligned : spreadText(aligned, text);
  };
}
