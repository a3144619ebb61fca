import type { SentencePair } from '@refrain/corpora';
import type { Translation } from '../translating.js';

/** Sentences with their translations, and the true ones where they differ. */
export function sampleLines(pairs: readonly SentencePair[], translations: readonly (readonly Translation[])[]): string {
  return pairs
    .flatMap(({ source, target }, index) => {
      const text = translations[index]![0]!.text;
      return [source, `  → ${text}`, ...(text === target ? [] : [`  = ${target}`])];
    })
    .join('\n');
}
