const chunk = 8192;

/**
 * The texts that `tokenOf` gives for `ids`, joined. Through an array of code units: four times as fast for a megabyte
 * of single characters as adding strings, which leaves a tree of a million parts.
 */
export function joinTokens(ids: ArrayLike<number>, tokenOf: (id: number) => string): string {
  const units = new Uint16Array(Math.min(chunk, Math.max(ids.length, 1)));
  let count = 0;
  let text = '';
  for (let position = 0; position < ids.length; position++) {
    const token = tokenOf(ids[position]!);
    for (let unit = 0; unit < token.length; unit++) {
      if (count === units.length) {
        text += String.fromCharCode(...units);
        count = 0;
      }
      units[count++] = token.charCodeAt(unit);
    }
  }
  return text + String.fromCharCode(...units.subarray(0, count));
}
