import type { AlignedText } from '../aligned-text.js';
import { PlaceCopier } from '../place-copier.js';
import { youngerThanNormalForms } from '../unicode/classes.js';

/** Unicode's normal forms. */
export type NormalForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';

/** Brings text into a normal form. */
export function normalForm(form: NormalForm): (aligned: AlignedText) => AlignedText {
  return (aligned) => {
    const { text, starts, ends } = aligned;
    const normalized = normalize(text, form);
    if (normalized === text) return aligned;
    if (starts === undefined || ends === undefined) return { text: normalized, starts, ends };
    const places = new PlaceCopier(starts, ends);
    let position = 0;
    for (const { index, 0: part } of text.matchAll(bases)) {
      if (normalize(part, form) === part) continue;
      places.copy(position, index);
      const changes = form.includes('D') ? decompose(part, form) : compose(part, form);
      placePart(changes, { part, start: index }, places);
      position = index + part.length;
    }
    places.copy(position, text.length);
    return { text: normalized, starts: places.starts(), ends: places.ends() };
  };
}

/**
 * A character with those behind it that can change places with one another or become one with it: marks, vowels and final
 * consonants of Hangul, and the forms of these of half and full width. Characters of ASCII by themselves are left out.
 */
const bases =
  /[^\0-\x7f\p{M}\u1160-\u11ff\u3131-\u318e\uff9e-\uffdc][\p{M}\u1160-\u11ff\u3131-\u318e\uff9e-\uffdc]*|[\0-\x7f]?[\p{M}\u1160-\u11ff\u3131-\u318e\uff9e-\uffdc]+/gu;

/** The normal form of `text` with Unicode's tables as Hugging Face's library has them. */
function normalize(text: string, form: NormalForm): string {
  const younger = youngerThanNormalForms();
  if (!younger.test(text)) return text.normalize(form);
  return text
    .split(new RegExp(`(${younger.source})`, 'u'))
    .map((part, index) => (index % 2 === 1 ? part : part.normalize(form)))
    .join('');
}

/** A character of a normal form, and how many characters it adds: 1 for a new one, -1 if it takes in the next one. */
type Change = readonly [character: string, added: number];

/**
 * Gives each character of the normal form of `part`, which begins at `start` of the text, its place: the first of a decomposition
 * that of what it came from, the others that of the one before them, and a composed character that of its first part.
 */
function placePart(
  changes: readonly Change[],
  { part, start }: { part: string; start: number },
  places: PlaceCopier,
): void {
  let position = start;
  for (const [character, added] of changes) {
    if (added > 0) {
      places.repeat(position - 1, character.length);
      continue;
    }
    const end = start + part.length;
    places.repeat(Math.min(position, end - 1), character.length);
    for (let taken = 0; taken <= -added && position < end; taken++) {
      position += part.codePointAt(position - start)! > 0xffff ? 2 : 1;
    }
  }
}

/** The decomposed characters in canonical order. */
function decompose(part: string, form: NormalForm): Change[] {
  const decomposed = form === 'NFC' || form === 'NFD' ? 'NFD' : 'NFKD';
  const waiting = new Map<string, number[]>();
  for (const character of part) {
    for (const [index, one] of [...normalize(character, decomposed)].entries()) {
      queueOf(waiting, one).push(index === 0 ? 0 : 1);
    }
  }
  // Equal marks never change places, so that the first in one order is the first in the other.
  for (const queue of waiting.values()) queue.reverse();
  return Array.from(normalize(part, decomposed), (one) => [one, waiting.get(one)!.pop()!] as const);
}

/** The composed characters: each takes the first that are left of the characters it is made of. */
function compose(part: string, form: NormalForm): Change[] {
  const waiting = new Map<string, number[]>();
  for (const [one, added] of decompose(part, form).reverse()) queueOf(waiting, one).push(added);
  return Array.from(normalize(part, form), (character) => {
    const parts = [...normalize(character, 'NFD')];
    const added = parts.reduce((sum, one) => sum + waiting.get(one)!.pop()!, 1 - parts.length);
    return [character, added] as const;
  });
}

function queueOf(queues: Map<string, number[]>, character: string): number[] {
  let queue = queues.get(character);
  if (queue === undefined) queues.set(character, (queue = []));
  return queue;
}
