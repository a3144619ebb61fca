import { basename } from 'node:path';
import { activationsSection, embeddingSection, historyCurves, readHistory, settingRows } from '@refrain/app-kit/report';
import type { ReportData, ReportSection } from '@refrain/app-kit/report';
import type { ArtifactStore } from '@refrain/core';
import type { LabelledText } from '@refrain/corpora';
import { evaluateTexts, isPositive } from './evaluation.js';
import type { Evaluation, JudgedText } from './evaluation.js';
import type { RunRecord } from './run-directory.js';
import { judgedWords, vectorsOf } from './screen/words.js';
import type { TextClassifier, WordReading } from './text-classifier.js';

/** Words of each sentiment that are drawn. */
const drawnWords = 100;
/** Texts that are coloured word by word. */
const colouredTexts = 6;

/** Measures a run's model, reads what its folder holds and picks out what the report shows. */
export async function collectReport(
  store: ArtifactStore,
  { record, classifier, texts }: { record: RunRecord; classifier: TextClassifier; texts: readonly LabelledText[] },
): Promise<ReportData> {
  const { rows } = await readHistory(store);
  const { settings } = record;
  const evaluation = await evaluateTexts(classifier, texts);
  const steps = (rows.at(-1)?.step ?? 0).toLocaleString('en');
  const sections = classifier.words ? wordSections(classifier.words, evaluation.texts) : [];
  return {
    title: `${basename(settings.corpus)} · ${settings.preset}`,
    subtitle: `${record.texts.training.toLocaleString('en')} texts · ${steps} steps`,
    figures: figures(evaluation),
    curves: historyCurves(rows, 'text'),
    sections,
    settings: settingRows(settings),
    summary: classifier.model.summary(),
  };
}

function figures({ accuracy, f1, auc, loss, texts }: Evaluation): ReportData['figures'] {
  return [
    {
      label: 'Accuracy',
      value: `${(100 * accuracy).toFixed(1)} %`,
      note: `of ${texts.length.toLocaleString('en')} texts held out`,
    },
    { label: 'F1', value: f1.toFixed(3), note: 'of the positive ones' },
    ...(Number.isNaN(auc) ? [] : [{ label: 'Area under ROC', value: auc.toFixed(3) }]),
    { label: 'Loss', value: loss.toFixed(3), note: 'nats a text' },
  ];
}

/** The words in a plane, and some texts in the colours of what the model thinks behind each word. */
function wordSections(words: WordReading, texts: readonly JudgedText[]): ReportSection[] {
  const ranked = judgedWords(words).sort((one, other) => one.probability - other.probability);
  const drawn =
    ranked.length > 2 * drawnWords ? [...ranked.slice(0, drawnWords), ...ranked.slice(-drawnWords)] : ranked;
  return [
    embeddingSection('Words in a plane', {
      words: drawn.map(({ word }) => word),
      vectors: vectorsOf(words, drawn),
      values: drawn.map(({ probability }) => logOdds(probability)),
      valueName: 'log-odds of a text of the word alone being positive',
    }),
    colouredSection(words, texts.slice(0, colouredTexts)),
  ];
}

/** Some texts in the colours of what the model thinks behind each word, each with what it came to. */
function colouredSection(words: WordReading, texts: readonly JudgedText[]): ReportSection {
  const title = 'Word by word: log-odds of being positive behind each word';
  const coloured = texts.map(({ label, text, probability }) => {
    const { pieces, probabilities } = words.running(text);
    const [is, taken] = [label === 1, isPositive(probability)].map((positive) => (positive ? 'positive' : 'negative'));
    return activationsSection(title, {
      tokens: pieces.map((piece) => `${piece.trim()} `),
      units: [
        {
          caption: `a ${is} text, ${is === taken ? 'taken' : 'mistaken'} for ${taken}`,
          values: Array.from(probabilities, logOdds),
        },
      ],
    });
  });
  return { title, html: `<div class="activations">\n${coloured.map(({ html }) => html).join('\n')}\n</div>` };
}

/** The odds as a logarithm, of either sign; a probability of 0 or 1 stands for one that is very near. */
function logOdds(probability: number): number {
  const inside = Math.min(Math.max(probability, 1e-6), 1 - 1e-6);
  return Math.log(inside / (1 - inside));
}
