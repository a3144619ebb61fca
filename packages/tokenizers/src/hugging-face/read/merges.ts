import type { JsonPart } from '../json-part.js';

/** The field `merges` of a byte-pair model: pairs of tokens, in older files as one string with a space between. */
export function readMerges(
  part: JsonPart,
  ids: ReadonlyMap<string, number>,
  continuingPrefix: string,
): [left: number, right: number][] {
  const places = new Map<number, number>();
  const merges: [number, number][] = [];
  for (const [position, merge] of part.list().entries()) {
    if (typeof merge.value === 'string' && merge.value.startsWith('#version')) continue;
    const [left, right] = readPair(merge);
    const leftId = idOf(left, ids, merge);
    const rightId = idOf(right, ids, merge);
    if (!right.startsWith(continuingPrefix))
      refuseToken(merge, `has ${JSON.stringify(right)} without the model's continuing_subword_prefix`);
    const merged = left + right.slice(continuingPrefix.length);
    if (!ids.has(merged)) refuseToken(merge, `gives ${JSON.stringify(merged)}, which is not in model.vocab`);
    const key = leftId * ids.size + rightId;
    if (places.has(key)) merge.malformed(`${merge.path} repeats ${part.path}[${places.get(key)}]`);
    places.set(key, position);
    merges.push([leftId, rightId]);
  }
  return merges;
}

function readPair(merge: JsonPart): [left: string, right: string] {
  const tokens = typeof merge.value === 'string' ? merge.value.split(' ') : merge.list().map((token) => token.string());
  if (tokens.length !== 2) merge.malformed(`${merge.path} is not made of two tokens`);
  return [tokens[0]!, tokens[1]!];
}

function idOf(token: string, ids: ReadonlyMap<string, number>, merge: JsonPart): number {
  return ids.get(token) ?? refuseToken(merge, `has ${JSON.stringify(token)}, which is not in model.vocab`);
}

function refuseToken(merge: JsonPart, what: string): never {
  return merge.malformed(`${merge.path} ${what}`, 'Use another copy of the file.');
}
