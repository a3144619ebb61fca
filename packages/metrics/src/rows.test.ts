import fc from 'fast-check';
import { accuracy } from './accuracy.js';
import { crossEntropy } from './cross-entropy.js';
import { weightedMean } from './weighted-mean.js';

// import torch
// logits = torch.tensor([[2, 0, -1], [.5, .25, 4], [1000, 999, -1000], [0, 0, 0]], dtype=torch.float64)
// torch.nn.functional.cross_entropy(logits, torch.tensor([0, 1, 1, 2]), reduction='none')   # torch 2.13
const logits = [2, 0, -1, 0.5, 0.25, 4, 1000, 999, -1000, 0, 0, 0];
const targets = [0, 1, 1, 2];
const losses = [0.16984601955628567, 3.802322137761063, 1.3132616875182228, 1.0986122886681098] as const;

describe('crossEntropy', () => {
  it.each([0, 1, 2, 3])('gives what PyTorch gives for row %d', (row) => {
    const { mean, weight } = crossEntropy({ logits: logits.slice(3 * row, 3 * row + 3), targets: [targets[row]!] });
    expect(mean).toBeCloseTo(losses[row]!, 14);
    expect(weight).toBe(1);
  });

  it('takes the mean over the rows that count', () => {
    expect(crossEntropy({ logits, targets })).toEqual({ mean: expect.closeTo(1.5960105333759205, 14), weight: 4 });
    expect(crossEntropy({ logits, targets, mask: Uint8Array.of(1, 0, 1, 1) })).toEqual({
      mean: expect.closeTo(0.860573331914206, 14),
      weight: 3,
    });
  });

  it('is infinite where the target was forbidden, and does not mind other forbidden classes', () => {
    expect(crossEntropy({ logits: [0, -Infinity], targets: [1] }).mean).toBe(Infinity);
    expect(crossEntropy({ logits: [0, -Infinity, 0], targets: [0] }).mean).toBeCloseTo(Math.LN2, 14);
  });

  it('refuses a row without a finite logit', () => {
    expect(() => crossEntropy({ logits: [-Infinity, -Infinity], targets: [0] })).toThrow(
      new Error('logits must be finite in at least one class of each row; received -Infinity.'),
    );
    expect(() => crossEntropy({ logits: [Number.NaN, 1], targets: [0] })).toThrow('received NaN.');
  });
});

describe('accuracy', () => {
  it('counts the rows whose best class is the target', () => {
    expect(accuracy({ logits, targets })).toEqual({ mean: 0.25, weight: 4 });
    expect(accuracy({ logits, targets: [0, 2, 0, 0] })).toEqual({ mean: 1, weight: 4 });
  });

  it('leaves masked rows out, whatever their target', () => {
    expect(accuracy({ logits, targets: [0, -1, 1, 0], mask: [1, 0, 1, 1] })).toEqual({
      mean: 2 / 3,
      weight: 3,
    });
  });

  it('takes the first of classes that tie', () => {
    expect(accuracy({ logits: Float32Array.of(1, 3, 3), targets: Int32Array.of(1) }).mean).toBe(1);
    expect(accuracy({ logits: [1, 3, 3], targets: [2] }).mean).toBe(0);
  });
});

describe.each([
  ['crossEntropy', crossEntropy],
  ['accuracy', accuracy],
])('%s', (name, metric) => {
  it('is the same whole and cut into batches', () => {
    const row = fc.tuple(
      fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 4, maxLength: 4 }),
      fc.nat(3),
      fc.nat(1),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 7 }), (rows, size) => {
        const measure = (part: typeof rows) =>
          metric({
            logits: part.flatMap(([values]) => values),
            targets: part.map(([, target]) => target),
            mask: part.map(([, , counts]) => counts),
          });
        const total = weightedMean();
        for (let start = 0; start < rows.length; start += size) total.add(measure(rows.slice(start, start + size)));
        const whole = measure(rows);
        expect(total.weight).toBe(whole.weight);
        if (whole.weight === 0) expect(whole.mean).toBeNaN();
        else expect(total.mean).toBeCloseTo(whole.mean, 13);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('has no mean of nothing', () => {
    expect(metric({ logits: [], targets: [] })).toEqual({ mean: Number.NaN, weight: 0 });
    expect(metric({ logits: [1, 2], targets: [0], mask: [0] })).toEqual({ mean: Number.NaN, weight: 0 });
  });

  it.each([
    [
      { logits: [1, 2, 3], targets: [0, 1] },
      'logits must be an array [positions, classes] with 2 positions, as targets has; received [1, 2, 3].',
    ],
    [
      { logits: [], targets: [0] },
      'logits must be an array [positions, classes] with 1 positions, as targets has; received [].',
    ],
    [
      { logits: [1], targets: [] },
      'logits must be an array [positions, classes] with 0 positions, as targets has; received [1].',
    ],
    [
      { logits: [1, 2], targets: [0], mask: [1, 1] },
      'mask must be an array of 1 numbers, as targets has; received [1, 1].',
    ],
    [{ logits: [1, 2], targets: [2] }, 'targets[0] must be an integer from 0 to 1; received 2.'],
    [{ logits: [1, 2], targets: [-1] }, 'targets[0] must be an integer from 0 to 1; received -1.'],
    [{ logits: [1, 2, 3, 4], targets: [0, 0.5] }, 'targets[1] must be an integer from 0 to 1; received 0.5.'],
    [
      { logits: [1], targets: [0], weights: [1] },
      `${name} does not know the option "weights"; known options are logits, targets, mask.`,
    ],
  ])('refuses %j', (rows, message) => {
    expect(() => metric(rows as never)).toThrow(new Error(message));
  });
});
