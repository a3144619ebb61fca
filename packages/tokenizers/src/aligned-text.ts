/**
 * A text on its way through normalizers and pre-tokenizers, with the way back to the original.
 *
 * `starts` and `ends` say for each code unit of `text` from where to where it stands in the original, in code units;
 * they are undefined where nobody asks for offsets, so that nothing is spent on them.
 */
export interface AlignedText {
  readonly text: string;
  readonly starts: Int32Array | undefined;
  readonly ends: Int32Array | undefined;
}

/** `text` as it stands at `offset` of the original; `offset` undefined where nobody asks for offsets. */
export function alignedText(text: string, offset: number | undefined): AlignedText {
  if (offset === undefined) return { text, starts: undefined, ends: undefined };
  return {
    text,
    starts: Int32Array.from({ length: text.length }, (_, position) => offset + position),
    ends: Int32Array.from({ length: text.length }, (_, position) => offset + position + 1),
  };
}

/** The part of `aligned` from `start` to before `end`. */
export function slice({ text, starts, ends }: AlignedText, start: number, end: number): AlignedText {
  return { text: text.slice(start, end), starts: starts?.subarray(start, end), ends: ends?.subarray(start, end) };
}
