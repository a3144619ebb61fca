import type { SpecialRole, Vocabulary } from './vocabulary.js';

/** One written form of a special token, found in a text. */
export interface SpecialMatch {
  readonly role: SpecialRole;
  readonly id: number;
  /** From where to where in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** Finds the written forms of special tokens in text. */
export interface SpecialForms {
  /** The forms in `text` from left to right; of two that begin at one place, the longer. */
  find(text: string): SpecialMatch[];
  /** How much of `text` means the same whatever follows: what is behind may be the beginning of a form. */
  certain(text: string): number;
}

/** The written forms of a vocabulary's special tokens. A form that is empty can't be met in text. */
export function specialForms(vocabulary: Vocabulary): SpecialForms {
  const byForm = new Map<string, { role: SpecialRole; id: number }>();
  for (const [role, id] of Object.entries(vocabulary.special) as [SpecialRole, number][]) {
    if (vocabulary.tokenOf(id) !== '') byForm.set(vocabulary.tokenOf(id), { role, id });
  }
  if (byForm.size === 0) return { find: () => [], certain: (text) => text.length };
  const forms = alternatives([...byForm.keys()]);
  const beginnings = alternatives([...byForm.keys()].flatMap(properPrefixes));
  const whole = new RegExp(forms, 'g');
  // Without a beginning (all forms are one unit long) the empty alternative matches only at the very end.
  const cut = new RegExp(`(?<waiting>(?:${beginnings})$)|${forms}`, 'g');
  return {
    find: (text) =>
      Array.from(text.matchAll(whole), (match) => ({
        ...byForm.get(match[0])!,
        start: match.index,
        end: match.index + match[0].length,
      })),
    certain(text) {
      for (const match of text.matchAll(cut)) {
        if (match.groups!.waiting !== undefined) return match.index;
      }
      return text.length;
    },
  };
}

function properPrefixes(form: string): string[] {
  return Array.from({ length: form.length - 1 }, (_, length) => form.slice(0, length + 1));
}

/** A pattern that matches any of `texts`, longer ones first. */
function alternatives(texts: readonly string[]): string {
  return [...texts]
    .sort((left, right) => right.length - left.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    .join('|');
}
