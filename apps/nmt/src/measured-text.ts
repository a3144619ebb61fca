import { removeInvertedMarks } from '@refrain/corpora';
import type { RunSettings } from './settings.js';

/** In which form translations and references are compared: what a model can't write is taken out of the references. */
export interface TextForm {
  /** Whether case is ignored; the metrics say so in their signatures. */
  readonly lowercase: boolean;
  /** Whether punctuation is left out, which a tokenizer of words does not write. */
  readonly withoutPunctuation: boolean;
  /** Whether ¡ and ¿ are left out. */
  readonly withoutInvertedMarks: boolean;
}

/** The form for the models of some runs: what one of them can't write is left out for all. */
export function textForm(...runs: readonly RunSettings[]): TextForm {
  return {
    lowercase: runs.some(({ lowercase }) => lowercase),
    withoutPunctuation: runs.some(({ tokenizer }) => tokenizer === 'words'),
    withoutInvertedMarks: runs.some(({ removeInvertedMarks }) => removeInvertedMarks),
  };
}

/** A translation or a reference as it is compared; case is left to the metrics. */
export function inForm(text: string, { withoutPunctuation, withoutInvertedMarks }: TextForm): string {
  const plain = withoutPunctuation ? text.replace(/[!-/:-@[-`{-~]/g, '') : text;
  return withoutInvertedMarks ? removeInvertedMarks(plain) : plain;
}

/** Whether two texts are the same where they are compared. */
export function sameText(left: string, right: string, form: TextForm): boolean {
  const [first, second] = [left, right].map((text) => inForm(text, form).trim());
  return form.lowercase ? first!.toLowerCase() === second!.toLowerCase() : first === second;
}

/** What is left out of the references, beside case; undefined where nothing is. */
export function formNote({ withoutPunctuation, withoutInvertedMarks }: TextForm): string | undefined {
  const left = [...(withoutPunctuation ? ['punctuation'] : []), ...(withoutInvertedMarks ? ['¡ and ¿'] : [])];
  return left.length === 0 ? undefined : `compared without ${left.join(', ')}`;
}
