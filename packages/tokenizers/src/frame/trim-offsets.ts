import type { TokenizerDescription } from '../description.js';
import type { TokenRange } from './template.js';

/** A space in GPT-2's visible alphabet. */
const space = 'Ġ';

/**
 * Takes the spaces at the ends of tokens out of their offsets, in place, where the description says so. The ranges are
 * the tokens of `texts`.
 */
export function trimOffsets(
  description: TokenizerDescription,
  texts: readonly string[],
  ranges: readonly TokenRange[],
): void {
  const { trimOffsets: trimming } = description;
  if (trimming === undefined) return;
  const textOf = tokenTexts(description);
  for (const [index, { sink, start: first, end }] of ranges.entries()) {
    const offsets = sink.offsets!;
    for (let position = first; position < end; position++) {
      const [from, to] = [offsets[2 * position]!, offsets[2 * position + 1]!];
      const token = textOf(sink.ids[position]!, texts[index]!.slice(from, to));
      let leading = count(token, 0, 1);
      // One space at the beginning may have been put there; where the text has more, none was.
      if ((position === first || from === 0) && trimming.addPrefixSpace && leading === 1) leading = 0;
      const start = Math.min(from + leading, to);
      const trailing = count(token, token.length - 1, -1);
      offsets[2 * position] = start;
      // A space by itself that was put there stands where the first character stands, which may be a surrogate pair.
      if (trailing === token.length) offsets[2 * position + 1] = start;
      else if (to >= trailing) offsets[2 * position + 1] = Math.max(to - trailing, start);
    }
  }
}

/**
 * What the library takes for a token's text: of an added token what the text has in its place, with the white space that
 * it takes in, of others the token itself.
 */
function tokenTexts({ tokens, added, roles }: TokenizerDescription): (id: number, inText: string) => string {
  const addedIds = new Set(added.map((token) => token.id));
  return (id, inText) => {
    const token = tokens[id]!;
    // The unknown token may also stand for text that is unknown.
    const isText = addedIds.has(id) && (id !== roles.unknown || inText.includes(token));
    return isText ? inText : token;
  };
}

/** How many spaces stand at one end of a token, counted from `position` in steps of `step`. */
function count(token: string, position: number, step: 1 | -1): number {
  let found = 0;
  while (isSpace(token[position + step * found])) found++;
  return found;
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && (character === space || /\p{White_Space}/u.test(character));
}
