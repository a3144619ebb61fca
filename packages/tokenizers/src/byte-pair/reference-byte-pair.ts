/**
 * Byte-pair encoding as its definition says, for tests: of all neighbours, merge the pair that comes first in `merges`,
 * until there is none. Every symbol and token is a string.
 */
export function referenceBytePair(
  symbols: readonly string[],
  merges: readonly (readonly [string, string])[],
): string[] {
  let tokens = [...symbols];
  for (;;) {
    const pairs = new Set(tokens.slice(1).map((right, place) => `${tokens[place]} ${right}`));
    const first = merges.find(([left, right]) => pairs.has(`${left} ${right}`));
    if (first === undefined) return tokens;
    const [left, right] = first;
    const merged: string[] = [];
    for (let place = 0; place < tokens.length; place++) {
      const isPair = tokens[place] === left && tokens[place + 1] === right;
      merged.push(isPair ? left + right : tokens[place]!);
      if (isPair) place++;
    }
    tokens = merged;
  }
}
