/** What Python's `str.split()` and `str.rstrip()` take for white space, which differs from JavaScript's `\s`. */
const whiteSpace = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

/** The words of `line`: what stands between runs of white space. */
export function splitWords(line: string): string[] {
  return line.split(new RegExp(`${whiteSpace}+`)).filter((word) => word !== '');
}

/** `line` without the white space at its end. */
export function trimEnd(line: string): string {
  let end = line.length;
  const space = new RegExp(whiteSpace);
  while (end > 0 && space.test(line[end - 1]!)) end--;
  return line.slice(0, end);
}

/** `line` without any white space. */
export function withoutWhiteSpace(line: string): string {
  return line.replace(new RegExp(whiteSpace, 'g'), '');
}
