import { sourceIds } from '../source-sentence.js';
import type { SentenceTranslator, Translation } from '../translating.js';
import type { AttentionMatrix } from './attention-matrix.js';

/** Where the model looked while it translated a sentence; undefined for a model without attention. */
export function sentenceAttention(
  translator: SentenceTranslator,
  sentence: string,
  { hypothesis }: Translation,
): AttentionMatrix | undefined {
  const { ids, attention, finished } = hypothesis;
  if (attention === undefined) return undefined;
  const { source, target } = translator.tokenizers;
  return {
    source: Array.from(sourceIds(translator, sentence), (id) => source.decode([id])),
    target: [...Array.from(ids, (id) => target.decode([id])), ...(finished ? ['■'] : [])],
    weights: attention,
  };
}
