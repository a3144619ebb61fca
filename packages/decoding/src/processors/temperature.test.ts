import fc from 'fast-check';
import { processed, runs, softmaxOracle, someLogits } from '../test-support/processed.js';
import { temperature } from './temperature.js';

describe('temperature', () => {
  it('divides the logits', () => {
    expect(processed(temperature(0.5), [2, 0, -1])).toEqual([4, 0, -2]);
  });

  it('leaves forbidden ids forbidden', () => {
    expect(processed(temperature(2), [4, -Infinity])).toEqual([2, -Infinity]);
  });

  it('changes nothing at 1', () => {
    fc.assert(
      fc.property(someLogits, (logits) => expect(processed(temperature(1), logits)).toEqual(logits)),
      runs,
    );
  });

  // logits [1, 1, 3] with the scale factors 1, 0.5 and 0.1 of a published example, which are inverse temperatures
  it.each([
    [1, [0.1065, 0.1065, 0.787]],
    [2, [0.2119, 0.2119, 0.5761]],
    [10, [0.3104, 0.3104, 0.3792]],
  ])('flattens the distribution: at %d', (value, expected) => {
    const probabilities = softmaxOracle(processed(temperature(value), [1, 1, 3]));
    expected.forEach((probability, id) => expect(probabilities[id]).toBeCloseTo(probability, 4));
  });

  it.each([1e-39, 1e-300, 5e-324])(
    'keeps the best ids allowed at %p, where quotients leave the float32 range',
    (value) => {
      expect(processed(temperature(value), [-5, -4, -4, -Infinity])).toEqual([-Infinity, 0, 0, -Infinity]);
      expect(processed(temperature(value), [3, 7])).toEqual([-Infinity, 0]);
    },
  );

  it.each([0, -1, Number.NaN, Infinity])('refuses %p', (value) => {
    expect(() => temperature(value)).toThrow(
      new Error(
        `temperature must be a positive number; received ${value}. For greedy decoding use greedy() as the sampler.`,
      ),
    );
  });
});
