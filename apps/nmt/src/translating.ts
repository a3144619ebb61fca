import { CommandError } from '@refrain/app-kit';
import { padSequences } from '@refrain/data';
import { beamSearchBatch, gnmt } from '@refrain/decoding';
import type { BeamStep, Hypothesis } from '@refrain/decoding';
import type { EncoderDecoder } from '@refrain/models';
import type { SearchOptions } from './command-options.js';
import { targetIds } from './run-tokenizers.js';
import type { TokenizerPair } from './run-tokenizers.js';

/** A trained model and what reads and writes its ids. */
export interface SentenceTranslator {
  readonly model: EncoderDecoder;
  readonly tokenizers: TokenizerPair;
  /** Most tokens of a sentence on either side. */
  readonly maxLength: number;
}

/** How sentences are translated. */
export interface TranslatingOptions extends SearchOptions {
  readonly nBest?: number;
  readonly onStep?: (step: BeamStep) => void;
}

/** One translation of a sentence. */
export interface Translation {
  readonly text: string;
  readonly hypothesis: Hypothesis;
}

export const defaultBeam = 4;
const defaultLengthPenalty = 0.6;
/** Sentences a batch. */
const sentencesAtOnce = 64;

/**
 * Translates sentences, all beams of several of them in one batch.
 *
 * @returns for each sentence its best translations, best first
 * @throws CommandError for a sentence that can't be read, by its number
 */
export async function translateAll(
  translator: SentenceTranslator,
  sentences: readonly string[],
  options: TranslatingOptions = {},
): Promise<Translation[][]> {
  const encoded = sentences.map((sentence, index) => encodeSource(translator, sentence, index + 1));
  // Sentences of one length next to each other need the least padding; the answers go back to where they belong.
  const order = [...encoded.keys()].sort((a, b) => encoded[a]!.length - encoded[b]!.length);
  const translations = new Array<Translation[]>(sentences.length);
  for (let first = 0; first < order.length; first += sentencesAtOnce) {
    const batch = order.slice(first, first + sentencesAtOnce);
    const found = await translateBatch(
      translator,
      batch.map((index) => encoded[index]!),
      options,
    );
    batch.forEach((index, row) => (translations[index] = found[row]!));
  }
  return translations;
}

async function translateBatch(
  { model, tokenizers, maxLength }: SentenceTranslator,
  sources: readonly Int32Array[],
  options: TranslatingOptions,
): Promise<Translation[][]> {
  const { startId, endId } = targetIds(tokenizers);
  const found = await beamSearchBatch({
    model,
    state: await model.encode(padSequences(sources, { padding: 'post' })),
    sources: sources.length,
    startId,
    endId,
    beamWidth: options.beam ?? defaultBeam,
    maxTokens: maxLength,
    lengthPenalty: gnmt(options.lengthPenalty ?? defaultLengthPenalty),
    ...(options.nBest === undefined ? {} : { nBest: options.nBest }),
    ...(options.onStep === undefined ? {} : { onStep: options.onStep }),
  });
  return found.map((hypotheses) =>
    hypotheses.map((hypothesis) => ({
      hypothesis,
      text: tokenizers.target.decode(hypothesis.ids, { special: 'skip' }),
    })),
  );
}

/** The ids of a source sentence. @throws CommandError, naming the sentence by its number */
export function encodeSource(
  { tokenizers, maxLength }: SentenceTranslator,
  sentence: string,
  number: number,
): Int32Array {
  const refusal = (fault: string, remedy: string): CommandError =>
    new CommandError(`a sentence must be one that the model can read; sentence ${number} ${fault}. ${remedy}`);
  if (sentence.trim() === '') throw refusal('is empty', 'Write a sentence, or leave it out.');
  const { vocabulary, encode } = tokenizers.source;
  const ids = encode(sentence, { special: 'as-text' });
  if (ids.every((id) => id === vocabulary.special.unknown)) {
    throw refusal(`has only words that the model does not know: ${JSON.stringify(sentence)}`, 'Use other words.');
  }
  if (ids.length <= maxLength) return ids;
  throw refusal(
    `has ${ids.length} tokens, and the model was trained on at most ${maxLength}`,
    'Divide it, or train with a larger --max-length.',
  );
}
