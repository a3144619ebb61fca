/** How often each n-gram occurs. */
export type Counts = Map<string, number>;

/** Counts the runs of `order` neighbours in `parts`, joined by `separator`, into `counts`. */
export function countNGrams(
  parts: readonly string[],
  order: number,
  { separator, counts = new Map() }: { readonly separator: string; readonly counts?: Counts },
): Counts {
  for (let start = 0; start + order <= parts.length; start++) {
    const nGram = parts.slice(start, start + order).join(separator);
    counts.set(nGram, (counts.get(nGram) ?? 0) + 1);
  }
  return counts;
}

/** All counts together. */
export function totalCount(counts: Counts): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

/** How many n-grams of `hypothesis` are in `reference`, each counted at most as often as there. */
export function matchCount(hypothesis: Counts, reference: Counts): number {
  let matches = 0;
  for (const [nGram, count] of hypothesis) matches += Math.min(count, reference.get(nGram) ?? 0);
  return matches;
}
