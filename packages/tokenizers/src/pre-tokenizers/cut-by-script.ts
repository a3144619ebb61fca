import { anyScript, scriptOf } from '../unicode/scripts.js';
import type { Cutter } from './piece-stage.js';

/**
 * Cuts where the script changes. What joins any script joins the one before it; where it begins a text it is left out,
 * as by Hugging Face's library.
 */
export const cutByScript: Cutter = (text, { start, end }, emit) => {
  const script = scriptOf();
  let last: number | undefined;
  let first = end;
  for (let position = start; position < end; position++) {
    const from = position;
    const codePoint = text.codePointAt(position)!;
    if (codePoint > 0xffff) position++;
    const present = script(codePoint);
    if (present === anyScript || present === last) continue;
    if (last !== undefined) emit(first, from);
    first = from;
    last = present;
  }
  emit(first, end);
};
