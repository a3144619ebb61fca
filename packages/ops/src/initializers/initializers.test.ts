import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { dropoutFactors, glorotUniform, orthogonal, uniform } from '../index.js';

describe('uniform', () => {
  it('stays within its range and fills it', () => {
    const weights = uniform(new Random(1), [100, 20], { minimum: -0.05, maximum: 0.1 });
    expect(weights).toHaveLength(2000);
    expectClose([Math.min(...weights), Math.max(...weights)], [-0.05, 0.1], { absolute: 1e-3 });
    expectClose([mean(weights)], [0.025], { absolute: 5e-3 });
  });

  it('refuses an impossible range or shape', () => {
    const random = new Random(1);
    expect(() => uniform(random, [2], { minimum: 1, maximum: 0 })).toThrow(
      'maximum must be a finite number of at least minimum, 1; received 0.',
    );
    expect(() => uniform(random, [2], { minimum: NaN, maximum: 0 })).toThrow(
      'minimum must be a finite number; received NaN.',
    );
    expect(() => uniform(random, [2, 0], { minimum: 0, maximum: 1 })).toThrow(
      'shape must be a list of positive integers; received [2, 0].',
    );
  });
});

describe('glorotUniform', () => {
  it.each([
    { shape: [4, 12], limit: Math.sqrt(6 / 16) },
    { shape: [50], limit: Math.sqrt(6 / 100) },
    { shape: [3, 4, 12], limit: Math.sqrt(6 / 48) },
  ])('fills ±$limit for $shape, as Keras does', ({ shape, limit }) => {
    const random = new Random(2);
    const largest = Array.from({ length: 40 }, () => Math.max(...glorotUniform(random, shape).map(Math.abs)));
    expect(Math.max(...largest)).toBeLessThanOrEqual(limit);
    expectClose([Math.max(...largest)], [limit], { relative: 0.01 });
  });
});

describe('orthogonal', () => {
  it.each([
    { rows: 3, columns: 9 },
    { rows: 9, columns: 3 },
    { rows: 8, columns: 8 },
    { rows: 1, columns: 4 },
    { rows: 64, columns: 256 },
  ])('has orthonormal rows or columns, whichever are fewer: $rows × $columns', ({ rows, columns }) => {
    const weights = orthogonal(new Random(3), [rows, columns]);
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    const at = (vector: number, index: number): number =>
      rows <= columns ? weights[vector * columns + index]! : weights[index * columns + vector]!;
    for (let left = 0; left < count; left++) {
      for (let right = 0; right <= left; right++) {
        let product = 0;
        for (let index = 0; index < length; index++) product += at(left, index) * at(right, index);
        expectClose([product], [left === right ? 1 : 0], { absolute: 1e-6 });
      }
    }
  });

  it('flattens the axes before the last into one', () => {
    expect(orthogonal(new Random(4), [2, 3, 5])).toEqual(orthogonal(new Random(4), [6, 5]));
  });

  it('is drawn uniformly: no entry of a rotation prefers a sign, and determinants are as often 1 as -1', () => {
    const random = new Random(5);
    const draws = Array.from({ length: 4000 }, () => orthogonal(random, [2, 2]));
    for (let entry = 0; entry < 4; entry++) {
      expectClose([mean(draws.map((draw) => draw[entry]!))], [0], { absolute: 0.04 });
    }
    const determinants = draws.map(([a, b, c, d]) => a! * d! - b! * c!);
    expectClose([mean(determinants)], [0], { absolute: 0.05 });
    // The angle of the first row is uniform, so each eighth of the circle has an eighth of the draws.
    const eighths = new Array<number>(8).fill(0);
    for (const [a, b] of draws) eighths[Math.floor(((Math.atan2(b!, a!) / Math.PI + 1) / 2) * 8) % 8]! += 1;
    expectClose(eighths, new Array<number>(8).fill(500), { absolute: 75 });
  });

  it('refuses a vector', () => {
    expect(() => orthogonal(new Random(1), [4])).toThrow(
      'shape must be the shape of a matrix, at least 2 axes; received [4].',
    );
  });
});

describe('dropoutFactors', () => {
  it('are 0 or 1 / (1 - rate), with the mean 1', async () => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const factors = dropoutFactors(new Random(6), [100, 40], 0.2);
        const values = factors.dataSync();
        expect(factors.shape).toEqual([100, 40]);
        expect([...new Set(values)].sort()).toEqual([0, 1.25]);
        expectClose([mean(values)], [1], { absolute: 0.03 });
      }),
    );
  });

  it('are all 1 at the rate 0', () => {
    tf.tidy(() => expect(Array.from(dropoutFactors(new Random(6), [3], 0).dataSync())).toEqual([1, 1, 1]));
  });

  it.each([1, -0.1, Number.NaN])('refuse the rate %p', (rate) => {
    expect(() => dropoutFactors(new Random(6), [3], rate)).toThrow(
      `rate must be a number from 0 to below 1; received ${rate}.`,
    );
  });
});

describe('every initializer', () => {
  it.each([
    ['uniform', (random: Random) => uniform(random, [4, 4], { minimum: 0, maximum: 1 })],
    ['glorotUniform', (random: Random) => glorotUniform(random, [4, 4])],
    ['orthogonal', (random: Random) => orthogonal(random, [4, 4])],
  ])('gives the same weights for the same seed and others after: %s', (_, initialize) => {
    const random = new Random('weights');
    const first = initialize(random);
    expect(initialize(new Random('weights'))).toEqual(first);
    expect(initialize(random)).not.toEqual(first);
  });
});

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
