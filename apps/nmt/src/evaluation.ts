import { groupBySource } from '@refrain/corpora';
import type { SentencePair } from '@refrain/corpora';
import { corpusBleu, corpusChrf, perplexity } from '@refrain/metrics';
import type { BleuScore, ChrfScore } from '@refrain/metrics';
import { evaluate } from '@refrain/training';
import pc from 'picocolors';
import { measuringData } from './assemble.js';
import type { SearchOptions } from './command-options.js';
import type { RunSettings } from './settings.js';
import { translateAll } from './translating.js';
import type { SentenceTranslator, Translation } from './translating.js';

/** A sentence, the model's best translation and what it is compared with. */
export interface TranslatedSentence {
  readonly source: string;
  readonly references: readonly string[];
  readonly best: Translation;
}

/** How well a model translates sentences. */
export interface Evaluation {
  readonly sentences: readonly TranslatedSentence[];
  readonly bleu: BleuScore;
  readonly chrf: ChrfScore;
  /** BLEU of sentences of so many words. */
  readonly byLength: readonly { readonly words: string; readonly sentences: number; readonly bleu: number }[];
  /** Share of the tokens that the model puts first, given the true ones before; and how many they are. */
  readonly accuracy: number;
  readonly tokens: number;
  /** In nats a token. */
  readonly loss: number;
}

/** Translates each source sentence of `pairs` once and compares with all its renderings. */
export async function evaluateTranslations(
  translator: SentenceTranslator,
  settings: RunSettings,
  { pairs, search = {} }: { pairs: readonly SentencePair[]; search?: SearchOptions },
): Promise<Evaluation> {
  const groups = groupBySource(pairs);
  const translations = await translateAll(
    translator,
    groups.map(({ source }) => source),
    search,
  );
  const sentences = groups.map(({ source, targets }, index) => ({
    source,
    references: targets,
    best: translations[index]![0]!,
  }));
  const { loss, weight, metrics } = await evaluate({
    model: translator.model,
    data: measuringData(settings, translator.tokenizers, pairs),
  });
  return {
    sentences,
    bleu: bleuOf(sentences, settings),
    chrf: corpusChrf(...comparedTexts(sentences, settings)),
    byLength: bleuByLength(sentences, settings),
    accuracy: metrics['accuracy']!,
    tokens: weight,
    loss,
  };
}

/** The figures of an evaluation, one a line. */
export function evaluationLines({ sentences, bleu, chrf, byLength, accuracy, tokens, loss }: Evaluation): string[] {
  return [
    line('BLEU', bleu.score.toFixed(2), bleu.signature),
    line('chrF', chrf.score.toFixed(2), chrf.signature),
    line(
      'accuracy',
      `${(100 * accuracy).toFixed(2)} %`,
      `of ${tokens.toLocaleString('en')} tokens, given those before`,
    ),
    line('perplexity', perplexity(loss).toFixed(3), 'a token'),
    line('sentences', sentences.length.toLocaleString('en'), ''),
    ...byLength.map((part) =>
      line(`  ${part.words} words`, part.bleu.toFixed(2), `BLEU of ${part.sentences.toLocaleString('en')}`),
    ),
  ];
}

function line(name: string, value: string, unit: string): string {
  return `  ${name.padEnd(14)}${pc.bold(value.padStart(9))}${unit === '' ? '' : ` ${pc.dim(unit)}`}`;
}

function bleuOf(sentences: readonly TranslatedSentence[], settings: RunSettings): BleuScore {
  return corpusBleu(...comparedTexts(sentences, settings));
}

/**
 * Hypotheses and references as they are compared. A tokenizer of words writes neither capitals nor marks: it is
 * compared with references without them.
 */
function comparedTexts(
  sentences: readonly TranslatedSentence[],
  { tokenizer }: RunSettings,
): [hypotheses: string[], references: string[][]] {
  const plain = (text: string): string => text.toLowerCase().replace(/[!-/:-@[-`{-~]/g, '');
  const compared = tokenizer === 'words' ? plain : (text: string): string => text;
  return [
    sentences.map(({ best }) => best.text),
    sentences.map(({ references }) => references.map((reference) => compared(reference))),
  ];
}

/** From how many words on a sentence belongs to the next part. */
const partStarts = [1, 5, 8, 11, 16];

function bleuByLength(sentences: readonly TranslatedSentence[], settings: RunSettings): Evaluation['byLength'] {
  return partStarts.flatMap((from, part) => {
    const before = partStarts[part + 1] ?? Infinity;
    const chosen = sentences.filter(({ source }) => {
      const words = source.trim().split(/\s+/u).length;
      return words >= from && words < before;
    });
    if (chosen.length === 0) return [];
    const words = before === Infinity ? `${from} or more` : `${from} to ${before - 1}`;
    return [{ words, sentences: chosen.length, bleu: bleuOf(chosen, settings).score }];
  });
}
