const space = 0x20;
const lineFeed = 0x0a;

/**
 * The last place where a text can be cut so that every word stays what it is: before a space, or behind a line end,
 * that stands alone between two words.
 *
 * @returns a place behind the beginning and before the end, or -1 where there is none
 */
export function lastWordBoundary(text: string): number {
  for (let place = text.length - 2; place > 0; place--) {
    const unit = text.charCodeAt(place);
    if (unit !== space && unit !== lineFeed) continue;
    if (/^\S[ \n]\S$/.test(text.slice(place - 1, place + 2))) return unit === space ? place : place + 1;
  }
  return -1;
}
