import type { SentencePair } from '@refrain/corpora';
import { sameText } from '../measured-text.js';
import type { TextForm } from '../measured-text.js';
import type { Translation } from '../translating.js';

/** Translations of sentences, and in which form they are compared with the true ones. */
export interface TranslatedPairs {
  readonly pairs: readonly SentencePair[];
  readonly translations: readonly (readonly Translation[])[];
  readonly form: TextForm;
}

/** Sentences with their translations, and the true ones where they differ. */
export function sampleLines({ pairs, translations, form }: TranslatedPairs): string {
  return pairs
    .flatMap(({ source, target }, index) => {
      const text = translations[index]![0]!.text;
      return [source, `  → ${text}`, ...(sameText(text, target, form) ? [] : [`  = ${target}`])];
    })
    .join('\n');
}
