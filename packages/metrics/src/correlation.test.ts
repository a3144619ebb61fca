import fc from 'fast-check';
import { correlatedUnits, correlation } from './correlation.js';

const x = [0.9, -0.3, 0.25, 1.5, -2, 0];
const inside = [true, false, true, true, false, false];
const z = [3, 1, 4, 1, 5, 9];
/** Row-major [positions, units] of columns. */
const rowMajor = (columns: readonly (readonly number[])[]): number[] =>
  columns[0]!.flatMap((_, position) => columns.map((column) => column[position]!));

describe('correlation', () => {
  // NumPy 2: np.corrcoef(x, y)[0, 1]
  it.each([
    ['numbers and truths', x, inside, 0.7535328991738208],
    ['numbers', x, z, -0.35873221379581943],
    ['truths and numbers', inside, z, -0.4267975325947847],
  ])('of %s is that of NumPy', (_, first, second, golden) => {
    expect(Math.abs(correlation(first, second) - golden)).toBeLessThan(1e-15);
  });

  it('is 1, -1, or not a number, where one says all, the opposite, or nothing of the other', () => {
    expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 15);
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 15);
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
    expect(correlation([1, 2], [true, true])).toBeNaN();
    expect(correlation([], [])).toBeNaN();
  });

  it('does not overflow', () => {
    expect(correlation([1e308, -1e308, 1e308], [1e308, -1e308, 1e308])).toBeCloseTo(1, 15);
    expect(correlation([5e-324, 0, 5e-324], [1, 0, 1])).toBeCloseTo(1, 15);
  });

  it('stays within its range, is symmetric, and does not change with unit and origin', () => {
    const value = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 30 }), (pairs) => {
        const [first, second] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
        const found = correlation(first, second);
        fc.pre(!Number.isNaN(found));
        expect(Math.abs(found)).toBeLessThanOrEqual(1);
        expect(correlation(second, first)).toBe(found);
        const moved = first.map((number) => 7 - number / 8);
        expect(Math.abs(correlation(moved, second) + found)).toBeLessThan(1e-12);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('refuses arrays of two lengths, and what is not finite', () => {
    expect(() => correlation([1, 2], [1])).toThrow(
      new Error('second must be an array of 2 values, as first has; received [1].'),
    );
    expect(() => correlation([1, Number.NaN], [1, 2])).toThrow(
      new Error('first[1] must be a finite number; received NaN.'),
    );
  });
});

describe('correlatedUnits', () => {
  it('gives the units that follow a property, the best first, whichever way they follow it', () => {
    const quote = inside.map((value) => (value ? -1 : 1));
    const activations = rowMajor([z, x, quote, [4, 4, 4, 4, 4, 4]]);
    const found = correlatedUnits({ activations, property: inside });
    expect(found.map(({ unit }) => unit)).toEqual([2, 1, 0]);
    expect(found.map(({ correlation }) => correlation.toFixed(4))).toEqual(['-1.0000', '0.7535', '-0.4268']);
    expect(correlatedUnits({ activations, property: inside, count: 1 })).toEqual(found.slice(0, 1));
  });

  it('finds nothing where there is nothing to follow', () => {
    expect(correlatedUnits({ activations: x, property: [1, 1, 1, 1, 1, 1] })).toEqual([]);
    expect(correlatedUnits({ activations: [], property: [] })).toEqual([]);
  });

  it('gives each unit its correlation', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const columns = fc.integer({ min: 2, max: 9 }).chain((positions) => {
      const column = fc.array(value, { minLength: positions, maxLength: positions });
      return fc.tuple(column, fc.array(column, { minLength: 1, maxLength: 5 }));
    });
    fc.assert(
      fc.property(columns, ([property, units]) => {
        const found = correlatedUnits({ activations: Float32Array.from(rowMajor(units)), property });
        const each = units.map((column) => correlation(column, property));
        expect(found).toHaveLength(each.filter((one) => !Number.isNaN(one)).length);
        for (const { unit, correlation: one } of found) expect(one).toBe(each[unit]);
        const sizes = found.map((one) => Math.abs(one.correlation));
        expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it.each([
    [
      { activations: [1, 2, 3], property: [1, 0] },
      'activations must be an array [positions, units] with 2 positions, as property has; received [1, 2, 3].',
    ],
    [
      { activations: [1], property: [] },
      'activations must be an array [positions, units] with 0 positions, as property has; received [1].',
    ],
    [{ activations: [1, Infinity], property: [1, 0] }, 'activations[1] must be a finite number; received Infinity.'],
    [{ activations: [1, 2], property: [1, 0], count: 0 }, 'count must be a positive integer; received 0.'],
    [
      { activations: [], property: [], top: 3 } as never,
      'correlatedUnits does not know the option "top"; known options are activations, property, count.',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => correlatedUnits(options)).toThrow(new Error(message));
  });
});
