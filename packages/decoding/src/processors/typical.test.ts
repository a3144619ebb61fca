import fc from 'fast-check';
import { allowed, logitsOf, processed, runs, softmaxOracle, someLogits } from '../test-support/processed.js';
import { typical } from './typical.js';

/** By definition: sort by the distance of −log p from the entropy, sum until the mass is there, keep ties. */
function typicalOracle(logits: number[], mass: number): number[] | undefined {
  const candidates = softmaxOracle(logits).flatMap((probability, id) => (probability > 0 ? [{ id, probability }] : []));
  const entropy = candidates.reduce((sum, { probability }) => sum - probability * Math.log(probability), 0);
  const ranked = candidates
    .map(({ id, probability }) => ({ id, probability, distance: Math.abs(-Math.log(probability) - entropy) }))
    .sort((a, b) => a.distance - b.distance);
  let sum = 0;
  const last = ranked.find(({ probability }) => (sum += probability) >= mass) ?? ranked.at(-1)!;
  const isClose = ranked.some(
    ({ id, distance }) => id !== last.id && distance !== last.distance && Math.abs(distance - last.distance) < 1e-9,
  );
  if (isClose || Math.abs(sum - mass) < 1e-9) return undefined;
  return ranked.filter(({ distance }) => distance <= last.distance).map(({ id }) => id);
}

describe('typical', () => {
  // entropy 1.2799; surprises 0.9163, 1.2040, 1.6094, 2.3026
  const logits = logitsOf(0.4, 0.3, 0.2, 0.1);

  it.each([
    [0.2, [1]],
    [0.5, [1, 2]],
    [0.6, [0, 1, 2]],
    [0.95, [0, 1, 2, 3]],
  ])('keeps the ids nearest to the expected surprise that hold %d', (mass, kept) => {
    expect(allowed(processed(typical(mass), logits))).toEqual(kept);
  });

  it('may forbid the most probable id', () => {
    expect(allowed(processed(typical(0.25), logits))).not.toContain(0);
  });

  it('keeps all ids of a uniform distribution, which are equally typical', () => {
    expect(processed(typical(0.1), [2, 2, -Infinity, 2])).toEqual([2, 2, -Infinity, 2]);
  });

  it('changes nothing at 1', () => {
    expect(processed(typical(1), [9, -9, -Infinity])).toEqual([9, -9, -Infinity]);
  });

  it('looks anew at an array that it has seen before', () => {
    const processor = typical(0.2);
    const array = Float32Array.from(logits);
    processor(array, { ids: [], step: 0 });
    array.set([...logits].reverse());
    processor(array, { ids: [], step: 1 });
    expect(allowed(array)).toEqual([2]);
  });

  it('agrees with the definition', () => {
    fc.assert(
      fc.property(someLogits, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (values, mass) => {
        const expected = typicalOracle(values, mass);
        fc.pre(expected !== undefined);
        expect(allowed(processed(typical(mass), values))).toEqual(expected!.sort((a, b) => a - b));
      }),
      runs,
    );
  });

  it.each([0, -0.1, 1.01, Number.NaN])('refuses %p', (mass) => {
    expect(() => typical(mass)).toThrow(
      new Error(`mass must be a probability above 0 and at most 1; received ${mass}. At 1 nothing is forbidden.`),
    );
  });
});
