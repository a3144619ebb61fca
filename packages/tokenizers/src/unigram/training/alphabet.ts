import type { PieceCounter } from '../../training/piece-counter.js';

/**
 * The characters that get a token each: the most frequent ones, until they make up `coverage` of the text. Those left
 * over are unknown, so that rare characters don't take the place of useful pieces. The character `always` is taken if it
 * occurs at all.
 *
 * @returns code points, the most frequent first, of equal ones the smaller
 */
export function coveringCharacters(
  words: PieceCounter,
  { coverage, always }: { readonly coverage: number; readonly always: number },
): number[] {
  const counts = new Map<number, number>();
  let total = 0;
  for (let word = 0; word < words.size; word++) {
    for (const character of words.text(word)) {
      const codePoint = character.codePointAt(0)!;
      counts.set(codePoint, (counts.get(codePoint) ?? 0) + words.counts[word]!);
      total += words.counts[word]!;
    }
  }
  const sorted = [...counts].sort((left, right) => right[1] - left[1] || left[0] - right[0]);
  let covered = 0;
  return sorted.flatMap(([codePoint, count]) => {
    if (covered / total >= coverage && codePoint !== always) return [];
    covered += count;
    return [codePoint];
  });
}
