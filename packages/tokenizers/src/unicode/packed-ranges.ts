/** Ranges of code points, both ends included. */
export type CodePointRange = readonly [first: number, last: number];

/** The ranges of a table of tables.ts. */
export function unpackRanges(packed: string): CodePointRange[] {
  let end = 0;
  return packed.split(' ').map((word) => {
    const [skipped, more = '0'] = word.split(':');
    const first = end + Number.parseInt(skipped!, 36);
    const last = first + Number.parseInt(more, 36);
    end = last + 1;
    return [first, last] as const;
  });
}

/** `ranges` as the inside of a character class, for a regular expression with the flag `u`. */
export function classSource(ranges: readonly CodePointRange[]): string {
  return ranges.map(([first, last]) => (first === last ? escape(first) : `${escape(first)}-${escape(last)}`)).join('');
}

function escape(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
