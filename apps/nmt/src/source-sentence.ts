import { CommandError } from '@refrain/app-kit';
import type { SentenceTranslator } from './translating.js';

type Reader = Pick<SentenceTranslator, 'tokenizers'>;

/** The ids of a source sentence, however long and of whatever words; at least one. */
export function sourceIds({ tokenizers: { source } }: Reader, sentence: string): Int32Array {
  const ids = source.encode(sentence, { special: 'as-text' });
  // A tokenizer of words reads nothing in marks alone.
  return ids.length > 0 ? ids : Int32Array.of(source.vocabulary.special.unknown!);
}

/** The words, or parts of words, that {@link sourceIds} stand for, as the sentence writes them. */
export function sourceTokens({ tokenizers: { source } }: Reader, sentence: string): string[] {
  const { ids, offsets } = source.encodeWithOffsets(sentence, { special: 'as-text' });
  if (ids.length === 0) return [sentence];
  return Array.from(ids, (_, place) => sentence.slice(offsets[2 * place]!, offsets[2 * place + 1]!));
}

/** @throws CommandError for a sentence that the model can't be expected to translate, naming it by its number */
export function assertReadable(translator: SentenceTranslator, sentence: string, number: number): void {
  const { tokenizers, maxLength } = translator;
  const refusal = (fault: string, remedy: string): CommandError =>
    new CommandError(`a sentence must be one that the model can read; sentence ${number} ${fault}. ${remedy}`);
  if (sentence.trim() === '') throw refusal('is empty', 'Write a sentence, or leave it out.');
  const ids = sourceIds(translator, sentence);
  if (ids.every((id) => id === tokenizers.source.vocabulary.special.unknown)) {
    throw refusal(`has only words that the model does not know: ${JSON.stringify(sentence)}`, 'Use other words.');
  }
  if (ids.length <= maxLength) return;
  throw refusal(
    `has ${ids.length} tokens, and the model was trained on at most ${maxLength}`,
    'Divide it, or train with a larger --max-length.',
  );
}
