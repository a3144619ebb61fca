import { figureLine } from '@refrain/app-kit';
import { groupBySource } from '@refrain/corpora';
import type { SentencePair } from '@refrain/corpora';
import { corpusBleu, corpusChrf, perplexity } from '@refrain/metrics';
import type { BleuScore, ChrfScore } from '@refrain/metrics';
import { evaluate } from '@refrain/training';
import { measuringData } from './assemble.js';
import type { SearchOptions } from './command-options.js';
import { formNote, inForm, textForm } from './measured-text.js';
import type { TextForm } from './measured-text.js';
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
  /** In which form translations and references are compared. */
  readonly form: TextForm;
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
  const sentences = await translatedSentences(translator, pairs, search);
  const { loss, weight, metrics } = await evaluate({
    model: translator.model,
    data: measuringData(settings, translator.tokenizers, pairs),
  });
  const form = textForm(settings);
  return {
    ...{ sentences, form },
    bleu: bleuOf(sentences, form),
    chrf: corpusChrf(...comparedTexts(sentences, form), { lowercase: form.lowercase }),
    byLength: bleuByLength(sentences, form),
    accuracy: metrics['accuracy']!,
    tokens: weight,
    loss,
  };
}

/** Each source sentence of `pairs` once, translated, with all its renderings. */
export async function translatedSentences(
  translator: SentenceTranslator,
  pairs: readonly SentencePair[],
  search: SearchOptions,
): Promise<TranslatedSentence[]> {
  const groups = groupBySource(pairs);
  const sources = groups.map(({ source }) => source);
  const translations = await translateAll(translator, sources, search);
  return groups.map(({ source, targets }, index) => ({ source, references: targets, best: translations[index]![0]! }));
}

/** The figures of an evaluation, one a line. */
export function evaluationLines(evaluation: Evaluation): string[] {
  const { sentences, form, bleu, chrf, byLength, accuracy, tokens, loss } = evaluation;
  const note = formNote(form);
  return [
    figureLine('BLEU', bleu.score.toFixed(2), bleu.signature),
    figureLine('chrF', chrf.score.toFixed(2), chrf.signature),
    ...(note === undefined ? [] : [figureLine('', '', note)]),
    figureLine(
      'accuracy',
      `${(100 * accuracy).toFixed(2)} %`,
      `of ${tokens.toLocaleString('en')} tokens, given those before`,
    ),
    figureLine('perplexity', perplexity(loss).toFixed(3), 'a token'),
    figureLine('sentences', sentences.length.toLocaleString('en')),
    ...byLength.map((part) =>
      figureLine(`  ${part.words} words`, part.bleu.toFixed(2), `BLEU of ${part.sentences.toLocaleString('en')}`),
    ),
  ];
}

function bleuOf(sentences: readonly TranslatedSentence[], form: TextForm): BleuScore {
  return corpusBleu(...comparedTexts(sentences, form), { lowercase: form.lowercase });
}

/** Translations and references as they are compared. */
export function comparedTexts(
  sentences: readonly TranslatedSentence[],
  form: TextForm,
): [hypotheses: string[], references: string[][]] {
  return [
    sentences.map(({ best }) => inForm(best.text, form)),
    sentences.map(({ references }) => references.map((reference) => inForm(reference, form))),
  ];
}

/** From how many words on a sentence belongs to the next part. */
const partStarts = [1, 5, 8, 11, 16];

function bleuByLength(sentences: readonly TranslatedSentence[], form: TextForm): Evaluation['byLength'] {
  return partStarts.flatMap((from, part) => {
    const before = partStarts[part + 1] ?? Infinity;
    const chosen = sentences.filter(({ source }) => {
      const words = source.trim().split(/\s+/u).length;
      return words >= from && words < before;
    });
    if (chosen.length === 0) return [];
    const words = before === Infinity ? `${from} or more` : `${from}–${before - 1}`;
    return [{ words, sentences: chosen.length, bleu: bleuOf(chosen, form).score }];
  });
}
