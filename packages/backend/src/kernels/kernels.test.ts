import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import { useRefrain } from '../register.js';
import { randomIds, randomTensor } from '../test-support/random-tensors.js';

/** Runs `work` on the cpu backend and on ours: shapes, types and values must agree, and nothing may be left over. */
async function compare(
  work: () => tf.Tensor | tf.Tensor[],
  tolerance = { absolute: 2e-6, relative: 2e-6 },
): Promise<void> {
  await tf.setBackend('cpu');
  const expected = read(work);
  const backend = await useRefrain();
  const before = backend.heap();
  const actual = await expectNoNewTensors(() => read(work));
  expect(backend.heap()).toEqual(before);
  expect(actual.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(
    expected.map(({ shape, dtype }) => ({ shape, dtype })),
  );
  actual.forEach(({ values }, index) => expectNumbers(values, expected[index]!.values, tolerance));
}

function read(work: () => tf.Tensor | tf.Tensor[]): { shape: number[]; dtype: string; values: number[] }[] {
  return tf.tidy(() =>
    [work()].flat().map((tensor) => ({
      shape: tensor.shape,
      dtype: tensor.dtype,
      values: Array.from(tensor.dataSync()),
    })),
  );
}

/** Near, or the same where they aren't finite. */
function expectNumbers(actual: number[], expected: number[], tolerance: { absolute: number; relative: number }): void {
  const special = (values: number[]): string[] =>
    values.map((value) => (Number.isFinite(value) ? 'finite' : `${value}`));
  expect(special(actual)).toEqual(special(expected));
  expectClose(
    actual.filter((value) => Number.isFinite(value)),
    expected.filter((value) => Number.isFinite(value)),
    tolerance,
  );
}

const size = fc.integer({ min: 0, max: 21 });
const shape = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 4 });
const run = { seed: 42, numRuns: 60 };

describe('matrix products', () => {
  it('multiply in all transpose forms and sizes', async () => {
    const sizes = fc.record({
      rows: size,
      depth: size,
      columns: size,
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ rows, depth, columns, transposeA, transposeB }) => {
        await compare(() => {
          const a = randomTensor(transposeA ? [depth, rows] : [rows, depth], 1);
          const b = randomTensor(transposeB ? [columns, depth] : [depth, columns], 2);
          return tf.matMul(a, b, transposeA, transposeB);
        });
      }),
      run,
    );
  });

  it.each([
    [130, 300, 400, false, false],
    [131, 513, 39, true, false],
    [5, 257, 389, false, true],
    [129, 260, 9, true, true],
    [1, 300, 50, true, true],
  ])('multiply beyond one block: %d × %d × %d', async (rows, depth, columns, transposeA, transposeB) => {
    await compare(
      () => {
        const a = randomTensor(transposeA ? [depth, rows] : [rows, depth], 1);
        const b = randomTensor(transposeB ? [columns, depth] : [depth, columns], 2);
        return tf.matMul(a, b, transposeA, transposeB);
      },
      { absolute: 2e-5, relative: 1e-5 },
    );
  });

  it.each([
    [
      [2, 3, 4, 5],
      [2, 3, 5, 6],
    ],
    [
      [4, 5],
      [3, 5, 2],
    ],
    [
      [3, 4, 5],
      [5, 2],
    ],
    [
      [0, 4, 5],
      [0, 5, 2],
    ],
  ])('broadcast batches: %j · %j', async (shapeA, shapeB) => {
    await compare(() => tf.matMul(randomTensor(shapeA, 1), randomTensor(shapeB, 2)));
  });

  it('broadcast batches in both directions', async () => {
    await useRefrain();
    const [mixed, tiled] = tf.tidy(() => {
      const [a, b] = [randomTensor([1, 3, 4, 5], 1), randomTensor([2, 1, 5, 6], 2)];
      return [tf.matMul(a, b), tf.matMul(tf.tile(a, [2, 1, 1, 1]), tf.tile(b, [1, 3, 1, 1]))].map((c) => c.arraySync());
    });
    expect(mixed).toEqual(tiled);
  });

  it.each(['linear', 'relu', 'sigmoid', 'elu', 'relu6'] as const)('fuse a bias and %s', async (activation) => {
    for (const biasShape of [[6], [1, 6], [4, 6], [1]]) {
      await compare(() => {
        const [a, b, bias] = [randomTensor([4, 5], 1), randomTensor([5, 6], 2), randomTensor(biasShape, 3)];
        return tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias, activation });
      });
    }
  });

  it("refuse what doesn't fit in TensorFlow.js's own words", async () => {
    await useRefrain();
    expect(() => tf.tidy(() => tf.matMul(tf.ones([2, 3]), tf.ones([2, 3])))).toThrow('inner shapes (3) and (2)');
  });

  it('leave integers to the cpu kernel', () =>
    compare(() => tf.matMul(tf.tensor2d([[1, 2]], [1, 2], 'int32'), tf.tensor2d([[3], [4]], [2, 1], 'int32'))));
});

describe('element-wise maths', () => {
  const special = [0, -0, 1e-40, -1e-40, 1e-10, 0.5, -0.5, 8, -8, 9.5, -9.5, 80, -80, 88.5, 90, -90, -104, 3e38, -3e38];
  const values = [...special, Infinity, -Infinity, NaN];

  it.each(['neg', 'abs', 'square', 'sqrt', 'rsqrt', 'reciprocal', 'relu', 'exp', 'log', 'sigmoid', 'tanh'] as const)(
    '%s agrees with the cpu backend, at the ends of the range too',
    async (name) => {
      await compare(() => tf[name](tf.tensor1d(values)), { absolute: 2e-7, relative: 2e-7 });
      await compare(() => tf[name](randomTensor([999], 1, 12)), { absolute: 2e-7, relative: 2e-7 });
      await compare(() => tf[name](tf.zeros([0, 3])));
    },
  );

  it.each(['exp', 'sigmoid', 'tanh', 'log'] as const)('%s is within 2e-7 of float64', async (name) => {
    await useRefrain();
    const exact = {
      exp: Math.exp,
      sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
      tanh: Math.tanh,
      log: (x: number) => Math.log(Math.abs(x)),
    }[name];
    const inputs = Float32Array.from({ length: 20_001 }, (_, index) => (index - 10_000) / 500 + 1e-4);
    const results = tf.tidy(() => {
      const x = tf.tensor1d(inputs);
      return (name === 'log' ? tf.log(tf.abs(x)) : tf[name](x)).dataSync();
    });
    const errors = Array.from(inputs, (input, index) => {
      const expected = exact(input);
      return Math.abs(results[index]! - expected) / Math.max(1, Math.abs(expected));
    });
    expect(Math.max(...errors)).toBeLessThan(2e-7);
  });

  it.each(['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'squaredDifference'] as const)(
    '%s agrees with the cpu backend for every pair of shapes that fit',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(shape, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), async (shapeA, ones) => {
          const shapeB = shapeA.map((length, axis) => (ones[axis] ? 1 : length)).slice(ones[3] ? 0 : 1);
          await compare(() => tf[name](randomTensor(shapeA, 1), randomTensor(shapeB, 2)));
          await compare(() => tf[name](randomTensor(shapeB, 1), randomTensor(shapeA, 2)));
          await compare(() => tf[name](randomTensor(shapeA, 1), randomTensor(shapeA, 2)));
          await compare(() => tf[name](randomTensor(shapeA, 1), 0.3));
        }),
        { ...run, numRuns: 12 },
      );
    },
  );

  it('leave integers to the cpu kernels', async () => {
    await compare(() => tf.add(tf.tensor1d([1, 2], 'int32'), tf.tensor1d([3, 4], 'int32')));
    await compare(() => tf.square(tf.tensor1d([1, 2], 'int32')));
  });
});

describe('rows', () => {
  it('softmax agrees with the cpu backend, with forbidden and huge logits too', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async (anyShape) => {
        if (anyShape.length > 0) await compare(() => tf.softmax(randomTensor(anyShape, 1, 20)));
      }),
      run,
    );
    await compare(() =>
      tf.softmax(
        tf.tensor2d([
          [-Infinity, 1, 2, -Infinity, 1e30],
          [3, -Infinity, 3, 3, 3],
        ]),
      ),
    );
  });

  it('sum agrees with the cpu backend over any axes', async () => {
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        async (all, chosen, keep) => {
          const axes = all.map((_, axis) => axis).filter((axis) => chosen[axis]);
          await compare(() => tf.sum(randomTensor(all, 1), axes, keep));
          await compare(() => tf.sum(randomTensor(all, 1)));
        },
      ),
      run,
    );
    await compare(() => tf.sum(randomTensor([37, 53], 1), 0));
  });

  it('sums a million numbers in float64', async () => {
    await useRefrain();
    const total = tf.tidy(() => tf.sum(tf.fill([1_000_003], 0.1)).dataSync()[0]!);
    expect(total).toBe(Math.fround(1_000_003 * Math.fround(0.1)));
  });
});

describe('gathering', () => {
  it('gather and sums by id agree with the cpu backend', async () => {
    for (const [tableShape, idsShape] of [
      [
        [5, 3],
        [2, 4],
      ],
      [[4], [6]],
      [[7, 2, 3], [5]],
      [[3, 4], [0]],
    ] as const) {
      await compare(() => {
        const ids = randomIds([...idsShape], tableShape[0], 1);
        const rows = tf.gather(randomTensor([...tableShape], 2), ids as tf.Tensor1D);
        // The cpu kernel of the sum takes ids of one dimension only.
        return ids.rank > 1 ? rows : [rows, tf.unsortedSegmentSum(rows, ids as tf.Tensor1D, tableShape[0])];
      });
    }
    await compare(() => tf.gather(randomTensor([2, 5], 1), tf.tensor1d([4, 0], 'int32'), 1));
  });

  it('unsortedSegmentSum leaves out ids beyond the segments', () =>
    compare(() => tf.unsortedSegmentSum(randomTensor([5, 3], 1), tf.tensor1d([0, 2, -1, 9, 2], 'int32'), 3)));

  it("refuses ids outside the table in TensorFlow.js's own words", async () => {
    await useRefrain();
    expect(() => tf.tidy(() => tf.gather(tf.ones([2, 3]), tf.tensor1d([2], 'int32')))).toThrow('GatherV2');
  });
});
