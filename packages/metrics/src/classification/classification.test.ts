import fc from 'fast-check';
import { areaUnderRoc, binaryConfusion, classificationScores } from '../index.js';
import type { BinaryPredictions } from '../index.js';

// from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_score, recall_score, roc_auc_score
// scores = [.9, .4, .6, .1, .6, .5, .95, .2, .6, .3]; labels = [1, 1, 0, 0, 1, 1, 1, 0, 0, 0]
// taken = [score > .45 for score in scores]; scikit-learn 1.9
const predictions = {
  scores: [0.9, 0.4, 0.6, 0.1, 0.6, 0.5, 0.95, 0.2, 0.6, 0.3],
  labels: [1, 1, 0, 0, 1, 1, 1, 0, 0, 0],
};

describe('binaryConfusion and classificationScores', () => {
  it('give the numbers of scikit-learn', () => {
    const confusion = binaryConfusion({ ...predictions, threshold: 0.45 });
    expect(confusion).toEqual({ truePositives: 4, falsePositives: 2, trueNegatives: 3, falseNegatives: 1 });
    const { accuracy, precision, recall, f1 } = classificationScores(confusion);
    expect([accuracy, precision, recall, f1].map((share) => share.toFixed(12))).toEqual([
      '0.700000000000',
      '0.666666666667',
      '0.800000000000',
      '0.727272727273',
    ]);
  });

  it('take what is above the threshold as positive, and what is on it not', () => {
    const logits = { scores: [2, 0, -1, 1e-9], labels: [1, 1, 0, 0], threshold: 0 };
    expect(binaryConfusion(logits)).toEqual({
      truePositives: 1,
      falsePositives: 1,
      trueNegatives: 1,
      falseNegatives: 1,
    });
  });

  it('are 0 where nothing is positive, and have no accuracy of nothing', () => {
    const negative = binaryConfusion({ scores: [0.1], labels: [0] });
    expect(classificationScores(negative)).toEqual({ accuracy: 1, precision: 0, recall: 0, f1: 0 });
    const nothing = binaryConfusion({ scores: [], labels: [] });
    expect(classificationScores(nothing).accuracy).toBeNaN();
  });

  it('have the harmonic mean of precision and recall as F1', () => {
    const count = fc.integer({ min: 0, max: 50 });
    const counts = fc.record({
      truePositives: fc.integer({ min: 1, max: 50 }),
      falsePositives: count,
      trueNegatives: count,
      falseNegatives: count,
    });
    const property = fc.property(counts, (confusion) => {
      const { precision, recall, f1 } = classificationScores(confusion);
      expect(f1).toBeCloseTo(2 / (1 / precision + 1 / recall), 12);
    });
    fc.assert(property, { seed: 42, numRuns: 200 });
  });

  it('refuse what cannot be', () => {
    expect(() => binaryConfusion({ ...predictions, threshold: NaN })).toThrow(
      'threshold must be a finite number; received NaN.',
    );
    expect(() => binaryConfusion({ ...predictions, limit: 0 } as never)).toThrow(
      'binaryConfusion does not know the option "limit"; known options are scores, labels, threshold.',
    );
    expect(() =>
      classificationScores({ truePositives: 1.5, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 }),
    ).toThrow('truePositives must be an integer of at least 0; received 1.5.');
  });
});

describe('areaUnderRoc', () => {
  it('gives the number of scikit-learn', () => {
    expect(areaUnderRoc(predictions)).toBeCloseTo(0.8, 12);
  });

  const arbitraryPredictions = fc
    .array(fc.record({ score: fc.nat(6), label: fc.nat(1) }), { minLength: 2, maxLength: 40 })
    .map((examples): BinaryPredictions => ({
      scores: examples.map(({ score }) => score),
      labels: examples.map(({ label }) => label),
    }))
    .filter(({ labels }) => new Set(Array.from(labels)).size === 2);

  it('is the share of pairs that are in order', () => {
    const property = fc.property(arbitraryPredictions, ({ scores, labels }) => {
      const of = (wanted: number): number[] => Array.from(scores).filter((_, example) => labels[example] === wanted);
      const pairs = of(1).flatMap((positive) => of(0).map((negative) => Math.sign(positive - negative)));
      const inOrder = pairs.reduce<number>((sum, sign) => sum + (sign + 1) / 2, 0);
      expect(areaUnderRoc({ scores, labels })).toBeCloseTo(inOrder / pairs.length, 12);
    });
    fc.assert(property, { seed: 42, numRuns: 300 });
  });

  it('is no number of one class alone', () => {
    expect(areaUnderRoc({ scores: [0.1, 0.2], labels: [1, 1] })).toBeNaN();
  });

  it.each([
    [{ scores: [1], labels: [1, 0] }, 'scores must be an array of 2 numbers, as labels has; received [1].'],
    [{ scores: [NaN, 1], labels: [1, 0] }, 'scores[0] must be a number; received NaN.'],
    [{ scores: [0, 1], labels: [1, 0.5] }, 'labels[1] must be 0 or 1; received 0.5.'],
    [
      { scores: [], labels: [], threshold: 1 },
      'areaUnderRoc does not know the option "threshold"; known options are scores, labels.',
    ],
  ])('refuses %j', (refused, message) => {
    expect(() => areaUnderRoc(refused)).toThrow(new Error(message));
  });
});
