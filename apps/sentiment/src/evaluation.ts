import { figureLine } from '@refrain/app-kit';
import type { LabelledText } from '@refrain/corpora';
import { areaUnderRoc, binaryConfusion, classificationScores } from '@refrain/metrics';
import type { BinaryConfusion, ClassificationScores } from '@refrain/metrics';
import { evaluate } from '@refrain/training';
import type { TextClassifier } from './text-classifier.js';

/** A labelled text and what the model thinks of it. */
export interface JudgedText extends LabelledText {
  /** How probably it is positive. */
  readonly probability: number;
}

/** How well a model classifies texts. */
export interface Evaluation extends ClassificationScores {
  readonly texts: readonly JudgedText[];
  readonly confusion: BinaryConfusion;
  /** Area under the receiver operating characteristic; not a number for texts of one label. */
  readonly auc: number;
  /** In nats a text. */
  readonly loss: number;
  /** Accuracy of texts of so many words. */
  readonly byLength: readonly { readonly words: string; readonly texts: number; readonly accuracy: number }[];
}

/** Classifies texts and compares with their labels. */
export async function evaluateTexts(classifier: TextClassifier, texts: readonly LabelledText[]): Promise<Evaluation> {
  const { model } = classifier;
  const { loss } = await evaluate({ model, data: await classifier.measuringData(texts) });
  const probabilities = await classifier.probabilities(texts.map(({ text }) => text));
  const judged = texts.map((text, index) => ({ ...text, probability: probabilities[index]! }));
  const confusion = confusionOf(judged);
  return {
    ...{ texts: judged, confusion, loss },
    ...classificationScores(confusion),
    auc: areaUnderRoc(predictions(judged)),
    byLength: accuracyByLength(judged),
  };
}

/** The figures of an evaluation, one a line. */
export function evaluationLines({ texts, confusion, byLength, ...figures }: Evaluation): string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  const count = (number: number): string => number.toLocaleString('en');
  return [
    figureLine('accuracy', percent(figures.accuracy), `of ${count(texts.length)} texts`),
    figureLine(
      'precision',
      percent(figures.precision),
      `of ${count(truePositives + falsePositives)} taken as positive`,
    ),
    figureLine('recall', percent(figures.recall), `of ${count(truePositives + falseNegatives)} positive ones`),
    figureLine('F1', figures.f1.toFixed(4)),
    ...(Number.isNaN(figures.auc) ? [] : [figureLine('AUC', figures.auc.toFixed(4))]),
    figureLine('loss', figures.loss.toFixed(4), 'nats a text'),
    figureLine('errors', count(falsePositives + falseNegatives), `${count(trueNegatives + truePositives)} right`),
    ...byLength.map((part) =>
      figureLine(`  ${part.words} words`, percent(part.accuracy), `accuracy of ${count(part.texts)}`),
    ),
  ];
}

/** The texts that the model takes for what they are not, the surest of its errors first. */
export function errorsOf({ texts }: Evaluation): JudgedText[] {
  const sureness = ({ probability }: JudgedText): number => Math.abs(probability - 0.5);
  return texts
    .filter(({ label, probability }) => isPositive(probability) !== (label === 1))
    .sort((one, other) => sureness(other) - sureness(one));
}

/** Whether a text is taken as positive. */
export function isPositive(probability: number): boolean {
  return probability > 0.5;
}

function predictions(texts: readonly JudgedText[]): { scores: number[]; labels: number[] } {
  return { scores: texts.map(({ probability }) => probability), labels: texts.map(({ label }) => label) };
}

function confusionOf(texts: readonly JudgedText[]): BinaryConfusion {
  return binaryConfusion(predictions(texts));
}

/** From how many words on a text belongs to the next part. */
const partStarts = [1, 6, 11, 21, 51, 101, 201, 401];

function accuracyByLength(texts: readonly JudgedText[]): Evaluation['byLength'] {
  const lengths = texts.map(({ text }) => text.trim().split(/\s+/u).length);
  return partStarts.flatMap((from, part) => {
    const before = partStarts[part + 1] ?? Infinity;
    const chosen = texts.filter((_, index) => lengths[index]! >= from && lengths[index]! < before);
    if (chosen.length === 0) return [];
    const words = before === Infinity ? `${from} or more` : `${from} to ${before - 1}`;
    return [{ words, texts: chosen.length, accuracy: classificationScores(confusionOf(chosen)).accuracy }];
  });
}
