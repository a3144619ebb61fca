/** " Did you mean bpe?" where one of `choices` is near `word`, else nothing. */
export function didYouMean(word: string, choices: readonly string[]): string {
  const [nearest] = choices
    .map((choice) => ({ choice, edits: distance(word.toLowerCase(), choice) }))
    .sort((left, right) => left.edits - right.edits);
  if (nearest === undefined || nearest.edits > Math.max(1, Math.floor(nearest.choice.length / 2.5))) return '';
  return ` Did you mean ${nearest.choice}?`;
}

/** Letters to insert, delete or replace to make `right` of `left` (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, place) => place);
  for (let taken = 1; taken <= left.length; taken++) {
    const next = [taken];
    for (let place = 1; place <= right.length; place++) {
      const replaced = row[place - 1]! + (left[taken - 1] === right[place - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[place]! + 1, next[place - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
