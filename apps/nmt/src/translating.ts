import { padSequences } from '@refrain/data';
import { beamSearchBatch, replaceUnknownTokens } from '@refrain/decoding';
import type { BeamStep, Hypothesis } from '@refrain/decoding';
import type { EncoderDecoder } from '@refrain/models';
import type { SearchOptions } from './command-options.js';
import { targetIds } from './run-tokenizers.js';
import type { TokenizerPair } from './run-tokenizers.js';
import { beamOptions } from './search.js';
import { sourceIds, sourceTokens } from './source-sentence.js';

/** A trained model and what reads and writes its ids. */
export interface SentenceTranslator {
  readonly model: EncoderDecoder;
  readonly tokenizers: TokenizerPair;
  /** Most tokens of a sentence on either side in training; a translation has no more. */
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

/** Sentences a batch. */
const sentencesAtOnce = 64;

/**
 * Translates sentences, all beams of several of them in one batch, however long they are and of whatever words.
 *
 * @returns for each sentence its best translations, best first
 */
export async function translateAll(
  translator: SentenceTranslator,
  sentences: readonly string[],
  options: TranslatingOptions = {},
): Promise<Translation[][]> {
  const encoded = sentences.map((sentence) => sourceIds(translator, sentence));
  // Sentences of one length next to each other need the least padding; the answers go back to where they belong.
  const order = [...encoded.keys()].sort((a, b) => encoded[a]!.length - encoded[b]!.length);
  const translations = new Array<Translation[]>(sentences.length);
  for (let first = 0; first < order.length; first += sentencesAtOnce) {
    const batch = order.slice(first, first + sentencesAtOnce);
    const found = await searchBatch(
      translator,
      batch.map((index) => encoded[index]!),
      options,
    );
    batch.forEach((index, row) => {
      const write = writer(translator, sentences[index]!, options);
      translations[index] = found[row]!.map((hypothesis) => ({ hypothesis, text: write(hypothesis) }));
    });
  }
  return translations;
}

async function searchBatch(
  translator: SentenceTranslator,
  sources: readonly Int32Array[],
  options: TranslatingOptions,
): Promise<Hypothesis[][]> {
  const { model, tokenizers } = translator;
  const { startId, endId } = targetIds(tokenizers);
  return beamSearchBatch({
    ...{ model, startId, endId, sources: sources.length },
    state: await model.encode(padSequences(sources, { padding: 'post' })),
    ...beamOptions(translator, options),
    ...(options.nBest === undefined ? {} : { nBest: options.nBest }),
    ...(options.onStep === undefined ? {} : { onStep: options.onStep }),
  });
}

/** What makes the text of a sentence's translations. */
function writer(
  translator: SentenceTranslator,
  sentence: string,
  { replaceUnknown }: SearchOptions,
): (hypothesis: Hypothesis) => string {
  const { target } = translator.tokenizers;
  if (!replaceUnknown) return ({ ids }) => target.decode(ids, { special: 'skip' });
  const unknownId = target.vocabulary.special.unknown!;
  const tokenOf = (id: number): string => target.decode([id], { special: 'skip' });
  const read = { unknownId, sourceTokens: sourceTokens(translator, sentence), tokenOf };
  return (hypothesis) =>
    replaceUnknownTokens(hypothesis, read)
      .filter((token) => token !== '')
      .join(' ');
}
