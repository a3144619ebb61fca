import { PlaceCopier } from './place-copier.js';

/**
 * A text on its way through normalizers and pre-tokenizers, with the way back to the original.
 *
 * `starts` and `ends` say for each code unit of `text` from where to where it stands in the original, in code units;
 * they are undefined where nobody asks for offsets, so that nothing is spent on them. Characters that are put in stand
 * where their neighbour stands, as in Hugging Face's library.
 */
export interface AlignedText {
  readonly text: string;
  readonly starts: Int32Array | undefined;
  readonly ends: Int32Array | undefined;
}

/** A part of a text, from `start` to before `end`, in code units. */
export type TextRange = readonly [start: number, end: number];

/** `text` as it stands at `offset` of the original; `offset` undefined where nobody asks for offsets. */
export function alignedText(text: string, offset: number | undefined): AlignedText {
  if (offset === undefined) return { text, starts: undefined, ends: undefined };
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  for (let position = 0; position < text.length; position++) {
    // Both halves of a surrogate pair stand where the pair stands: a token is never half a character.
    const isPair = text.codePointAt(position)! > 0xffff;
    starts[position] = offset + position;
    ends[position] = offset + position + (isPair ? 2 : 1);
    if (!isPair) continue;
    position++;
    starts[position] = offset + position - 1;
    ends[position] = offset + position + 1;
  }
  return { text, starts, ends };
}

/** The part of `aligned` from `start` to before `end`. */
export function slice({ text, starts, ends }: AlignedText, start: number, end: number): AlignedText {
  return { text: text.slice(start, end), starts: starts?.subarray(start, end), ends: ends?.subarray(start, end) };
}

/** Another text of the same length, each code unit in the place of the old one. */
export function withText({ starts, ends }: AlignedText, text: string): AlignedText {
  return { text, starts, ends };
}

/** Another text, each code unit of it standing where the whole of `aligned` stands. */
export function spreadText({ starts, ends }: AlignedText, text: string): AlignedText {
  if (starts === undefined || ends === undefined) return { text, starts, ends };
  return {
    text,
    starts: new Int32Array(text.length).fill(starts[0] ?? 0),
    ends: new Int32Array(text.length).fill(ends[ends.length - 1] ?? 0),
  };
}

/** `content` before `aligned`, standing where its first character stands. An empty text stays empty. */
export function prepend(aligned: AlignedText, content: string): AlignedText {
  const { text, starts, ends } = aligned;
  if (text === '') return aligned;
  if (starts === undefined || ends === undefined) return { text: content + text, starts, ends };
  const length = content.length + text.length;
  const [newStarts, newEnds] = [new Int32Array(length), new Int32Array(length)];
  newStarts.fill(starts[0]!, 0, content.length).set(starts, content.length);
  newEnds.fill(ends[0]!, 0, content.length).set(ends, content.length);
  return { text: content + text, starts: newStarts, ends: newEnds };
}

/** Puts `content`, which has no `$`, in the place of everything that `pattern`, with the flag `g`, matches. */
export function replaceMatches(
  aligned: AlignedText,
  pattern: RegExp,
  content: string | ((match: string) => string),
): AlignedText {
  const { text, starts } = aligned;
  // The engine is several times as fast with a text as with a function.
  const replace = text.replace as (pattern: RegExp, content: string | ((match: string) => string)) => string;
  if (starts === undefined) return withText(aligned, replace.call(text, pattern, content));
  const ranges: TextRange[] = [];
  for (const { index, 0: match } of text.matchAll(pattern)) ranges.push([index, index + match.length]);
  return replaceRanges(aligned, ranges, typeof content === 'string' ? () => content : content);
}

/**
 * Puts `contentOf(part)` in the place of each part of the text, all of it standing where the last character of the part
 * stands. `ranges` go from left to right and don't overlap.
 */
export function replaceRanges(
  aligned: AlignedText,
  ranges: Iterable<TextRange>,
  contentOf: (part: string) => string,
): AlignedText {
  const { text, starts, ends } = aligned;
  const places = starts === undefined || ends === undefined ? undefined : new PlaceCopier(starts, ends);
  let replaced = '';
  let position = 0;
  for (const [start, end] of ranges) {
    const content = contentOf(text.slice(start, end));
    replaced += text.slice(position, start) + content;
    places?.copy(position, start);
    places?.repeat(end - 1, content.length);
    position = end;
  }
  if (position === 0 && replaced === '') return aligned;
  replaced += text.slice(position);
  places?.copy(position, text.length);
  return { text: replaced, starts: places?.starts(), ends: places?.ends() };
}
