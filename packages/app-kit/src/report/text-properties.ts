/**
 * Whether each token ends inside double quotes, straight, curly or angular: what a unit that has read it can know. An
 * opening mark is inside, a closing one outside; an empty line ends what was never closed.
 */
export function insideQuotes(tokens: readonly string[]): boolean[] {
  let inside = false;
  let lineIsEmpty = false;
  return tokens.map((token) => {
    for (const character of token) {
      // “ opens in English, and closes in German what „ has opened.
      if ('"“'.includes(character)) inside = !inside;
      else if ('„«'.includes(character)) inside = true;
      else if ('”»'.includes(character)) inside = false;
      else if (character === '\n' && lineIsEmpty) inside = false;
      if (character !== '\r') lineIsEmpty = character === '\n';
    }
    return inside;
  });
}

/** How many characters of its line each token's end has behind it, 0 at a line's beginning. */
export function positionsInLine(tokens: readonly string[]): number[] {
  let position = 0;
  return tokens.map((token) => {
    for (const character of token) position = character === '\n' ? 0 : position + 1;
    return position;
  });
}
