import { accuracy } from './accuracy.js';
import { crossEntropy } from './cross-entropy.js';
import { meanOverAllPositions } from './mean-over-all-positions.js';
import { weightedMean } from './weighted-mean.js';

// Keras 2.9 makes the mask the sample weights and divides by the positions, as Keras 3.15 does with weights given:
// keras.config.set_floatx('float64')
// logits = [[[2, 0, -1], [.5, .25, 4], [0, 0, 0]], [[1, 3, 3], [-1, 0, 2], [1, 1, 1]]]
// y, mask = [[0, 1, 0], [2, 0, 0]], [[1, 1, 0], [1, 0, 0]]
// keras.losses.SparseCategoricalCrossentropy(from_logits=True)(y, logits, sample_weight=mask)   # .7884653054994771
// keras.metrics.SparseCategoricalAccuracy() after update_state(y, logits, sample_weight=mask)   # 1/3
const rows = {
  logits: [2, 0, -1, 0.5, 0.25, 4, 0, 0, 0, 1, 3, 3, -1, 0, 2, 1, 1, 1],
  targets: [0, 1, 0, 2, 0, 0],
  mask: [1, 1, 0, 1, 0, 0],
};

describe('meanOverAllPositions', () => {
  it('gives the loss that Keras 2.9 prints', () => {
    const { mean, weight } = meanOverAllPositions(crossEntropy(rows), 6);
    expect(mean).toBeCloseTo(0.7884653054994771, 14);
    expect(weight).toBe(6);
  });

  it('differs from the mean over the targets that count by the share of padding', () => {
    expect(crossEntropy(rows).mean).toBeCloseTo(2 * 0.7884653054994771, 14);
    const whole = crossEntropy({ ...rows, mask: [1, 1, 1, 1, 1, 1] });
    expect(meanOverAllPositions(whole, 6)).toEqual(whole);
  });

  it('adds up over batches by their positions', () => {
    const total = weightedMean();
    total.add(meanOverAllPositions({ mean: 3, weight: 10 }, 50));
    total.add(meanOverAllPositions({ mean: 1, weight: 20 }, 50));
    expect(total.mean).toBeCloseTo((3 * 10 + 1 * 20) / 100, 14);
  });

  it('is nothing where only padding is, and no number where nothing is', () => {
    expect(meanOverAllPositions(crossEntropy({ logits: [1, 2], targets: [0], mask: [0] }), 1)).toEqual({
      mean: 0,
      weight: 1,
    });
    expect(meanOverAllPositions(crossEntropy({ logits: [], targets: [] }), 0)).toEqual({ mean: Number.NaN, weight: 0 });
  });

  it.each([
    [{ mean: 1, weight: 3 }, 2, 'positions must be a number of at least 3, the targets that count; received 2.'],
    [
      { mean: 1, weight: 3 },
      Infinity,
      'positions must be a number of at least 3, the targets that count; received Infinity.',
    ],
    [{ mean: 1, weight: -1 }, 2, 'loss.weight must be a number of at least 0; received -1.'],
  ])('refuses %j over %p positions', (loss, positions, message) => {
    expect(() => meanOverAllPositions(loss, positions)).toThrow(new Error(message));
  });
});

describe('accuracy', () => {
  it('counts as Keras does: only what the mask leaves', () => {
    expect(accuracy(rows)).toEqual({ mean: 1 / 3, weight: 3 });
  });
});
