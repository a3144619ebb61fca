import type { AddedToken } from '../description.js';

/** An added token that was found in text. */
export interface AddedMatch {
  readonly token: AddedToken;
  /** From where to where in the text, in code units, with the white space that the token takes in. */
  readonly start: number;
  readonly end: number;
}

/** Where the search for added tokens got to. */
export interface AddedScan {
  /** From left to right; none overlaps another. */
  readonly matches: readonly AddedMatch[];
  /** How much of the text is settled: what stands behind may be changed by the text to come. */
  readonly certain: number;
}

/** A stretch of text in which to look for added tokens. */
export interface AddedStretch {
  readonly text: string;
  /** Where to begin to look; what stands before is only looked at as a neighbour. */
  readonly from: number;
  /** Whether no text follows. */
  readonly final: boolean;
  /** Whether special tokens are passed over, as plain text. */
  readonly ignoresSpecial: boolean;
}

/** Finds added tokens in text. */
export interface AddedTokenFinder {
  /** Whether there is nothing to find. */
  readonly isEmpty: boolean;
  /**
   * The added tokens from left to right; of those that begin at one place, the longest. What Hugging Face's library
   * finds: a token that doesn't stand alone as `singleWord` asks is passed over as a whole.
   */
  scan(stretch: AddedStretch): AddedScan;
}

/** Below so many forms, looking for each by itself is the fastest way to see that there are none. */
const few = 8;

/**
 * The finder of tokens by their forms, all different. A form that is empty can't be met in text.
 *
 * @param tokens each with the text to look for
 */
export function addedTokenFinder(tokens: readonly (readonly [form: string, token: AddedToken])[]): AddedTokenFinder {
  const entries = tokens.filter(([form]) => form !== '');
  if (entries.length === 0) {
    return { isEmpty: true, scan: ({ text }) => ({ matches: [], certain: text.length }) };
  }
  const root: Node = { token: undefined, next: new Map() };
  for (const [form, token] of entries) nodeOf(root, form).token = token;
  const forms = entries.map(([form]) => form);
  const longest = Math.max(...forms.map((form) => form.length));
  const stripsLeft = entries.some(([, { stripLeft }]) => stripLeft);

  /** The longest token that begins at `start`; `open` if text to come could make another of it. */
  const longestAt = (text: string, start: number) => {
    let node: Node | undefined = root;
    let token: AddedToken | undefined;
    let end = start;
    let position = start;
    while (position < text.length) {
      node = node.next.get(text.charCodeAt(position));
      if (node === undefined) return { token, end, open: false };
      position++;
      if (node.token !== undefined) [token, end] = [node.token, position];
    }
    return { token, end, open: node.next.size > 0 };
  };

  return {
    isEmpty: false,
    scan({ text, from, final, ignoresSpecial }) {
      const matches: AddedMatch[] = [];
      let settled = from;
      let position = from;
      const isAbsent = forms.length <= few && !forms.some((form) => text.includes(form, from));
      if (isAbsent) position = final ? text.length : Math.max(from, text.length - longest + 1);
      for (; position < text.length; position++) {
        if (!root.next.has(text.charCodeAt(position))) continue;
        const { token, end, open } = longestAt(text, position);
        if (open && !final) break;
        if (token === undefined) continue;
        // Two code units: the neighbour may be a surrogate pair.
        if (token.singleWord && !final && text.length - end < 2) break;
        const counts = !(ignoresSpecial && token.special) && (!token.singleWord || standsAlone(text, position, end));
        if (counts) {
          const stop = token.stripRight ? whiteSpaceBehind(text, end) : end;
          if (token.stripRight && stop === text.length && !final) break;
          matches.push({
            token,
            start: token.stripLeft ? Math.max(settled, whiteSpaceBefore(text, position)) : Math.max(settled, position),
            end: stop,
          });
          settled = stop;
        }
        position = end - 1;
      }
      const certain = Math.min(position, text.length);
      return {
        matches,
        certain: Math.max(settled, stripsLeft && !final ? whiteSpaceBefore(text, certain) : certain),
      };
    },
  };
}

interface Node {
  token: AddedToken | undefined;
  readonly next: Map<number, Node>;
}

function nodeOf(root: Node, form: string): Node {
  let node = root;
  for (let position = 0; position < form.length; position++) {
    const unit = form.charCodeAt(position);
    let next = node.next.get(unit);
    if (next === undefined) node.next.set(unit, (next = { token: undefined, next: new Map() }));
    node = next;
  }
  return node;
}

/** Letters, marks, digits, connectors and joiners: `\w` of regular expressions in Rust. */
const wordCharacter = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]';

function standsAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const behind = text.slice(end, end + 2);
  return !new RegExp(`${wordCharacter}$`, 'u').test(before) && !new RegExp(`^${wordCharacter}`, 'u').test(behind);
}

function whiteSpaceBefore(text: string, end: number): number {
  let start = end;
  while (start > 0 && isWhiteSpace(text.charCodeAt(start - 1))) start--;
  return start;
}

function whiteSpaceBehind(text: string, start: number): number {
  let end = start;
  while (end < text.length && isWhiteSpace(text.charCodeAt(end))) end++;
  return end;
}

/** Unicode's White_Space, all of which is below U+10000. */
function isWhiteSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return /\p{White_Space}/u.test(String.fromCharCode(unit));
}
