import { attentionDecoder, gru, linear, lstm, simpleRnn } from '@refrain/ops';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { RefrainBackend } from './backend.js';
import { useRefrain } from './register.js';
import { setThreadCount } from './runtime/thread-count.js';
import { randomIds, randomValues } from './test-support/random-tensors.js';

const pool = randomValues(4093, 1);

/** A float tensor of random numbers that recur: drawing new ones would take longer than all products. */
function randomTensor(shape: number[], seed: number): tf.Tensor {
  const length = tf.util.sizeFromShape(shape);
  return tf.tensor(
    Float32Array.from({ length }, (_, place) => pool[(place + 7 * seed) % pool.length]!),
    shape,
  );
}

let backend: RefrainBackend;
beforeEach(async () => {
  backend = await useRefrain();
});
afterEach(() => setThreadCount(undefined));

/** What `work` leaves in the kernels' memory, in bytes. */
function gain(work: () => void): number {
  const before = backend.heap().bytesInUse;
  work();
  return backend.heap().bytesInUse - before;
}

/** The bits of what `make` gives, bytes as text. */
function bitsOf(make: () => tf.Tensor | tf.Tensor[]): string {
  return tf.tidy(() =>
    [make()]
      .flat()
      .map((tensor) => Buffer.from((tensor.dataSync() as Float32Array).buffer).toString('base64'))
      .join(),
  );
}

/** Nothing stays, of tensors and of blocks, when `work` is done. */
async function leavesNothing(work: () => void | Promise<void>): Promise<void> {
  const before = backend.heap();
  await expectNoNewTensors(work);
  expect(backend.heap()).toEqual(before);
}

describe('float tensors that a kernel reads', () => {
  it('move into its memory, once, and out of it when they are disposed', async () => {
    await leavesNothing(() => {
      const x = randomTensor([16, 16], 1);
      const use = (): void => tf.tidy(() => void tf.add(x, x));
      expect([gain(use), gain(use), gain(() => tf.dispose(x))]).toEqual([1024, 0, -1024]);
    });
  });

  it('stay as they were for everyone who has them', async () => {
    await leavesNothing(async () => {
      const values = Float32Array.of(1, 2, 3, 4);
      const x = tf.tensor2d(values, [2, 2]);
      const [slice, reshaped] = [tf.slice(x, [1, 0], [1, 2]), tf.reshape(x, [4])];
      tf.dispose(tf.square(x));
      const read = await x.data();
      x.dispose();
      tf.dispose(tf.tidy(() => tf.add(randomTensor([2, 2], 1), 100)));
      expect([slice, reshaped].map((tensor) => Array.from(tensor.dataSync()))).toEqual([
        [3, 4],
        [1, 2, 3, 4],
      ]);
      expect([Array.from(read), Array.from(values)]).toEqual([
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ]);
      tf.dispose([slice, reshaped]);
    });
  });

  it('are read as floats and as integers where a cast left their array as it was', async () => {
    await leavesNothing(() => {
      tf.tidy(() => {
        const ids = tf.tensor2d([1, 0, 2, 1], [2, 2], 'int32');
        const floats = tf.cast(ids, 'float32') as tf.Tensor2D;
        for (let use = 0; use < 3; use++) {
          expect(tf.matMul(floats, floats).arraySync()).toEqual([
            [1, 0],
            [4, 1],
          ]);
          expect(tf.gather(tf.tensor1d([5, 6, 7]), ids).arraySync()).toEqual([
            [6, 5],
            [7, 6],
          ]);
        }
      });
    });
  });
});

describe('products with the same matrix again', () => {
  it('give the same bits at every use, for every number of threads', async () => {
    const anyProduct = fc.record({
      rows: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(127, 130, 300)),
      depth: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(255, 257, 600)),
      columns: fc.oneof(fc.integer({ min: 1, max: 33 }), fc.constantFrom(383, 400)),
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      biased: fc.boolean(),
      seed: fc.nat(99),
    });
    await leavesNothing(() =>
      fc.assert(
        fc.property(anyProduct, ({ rows, depth, columns, transposeA, transposeB, biased, seed }) => {
          const a = randomTensor(transposeA ? [depth, rows] : [rows, depth], seed) as tf.Tensor2D;
          const b = randomTensor(transposeB ? [columns, depth] : [depth, columns], seed + 1) as tf.Tensor2D;
          const bias = biased ? { bias: randomTensor([columns], seed + 2) } : {};
          const bits = [1, 1, 2, 1, 2].map((threads) => {
            setThreadCount(threads);
            return bitsOf(() => tf.fused.matMul({ a, b, transposeA, transposeB, ...bias }));
          });
          expect(new Set(bits).size).toBe(1);
          tf.dispose([a, b, ...Object.values(bias)]);
        }),
        { seed: 5, numRuns: 150 },
      ),
    );
  });

  it('give the same bits for batches at once as for each product alone', async () => {
    const shapes: [number[], number[]][] = [
      [
        [40, 30, 60],
        [40, 60, 50],
      ],
      [
        [40, 1, 60],
        [1, 60, 50],
      ],
      [
        [1, 7, 5],
        [3, 5, 2],
      ],
      [
        [2, 1, 3, 4],
        [1, 3, 4, 5],
      ],
      [
        [0, 3, 4],
        [0, 4, 5],
      ],
    ];
    await leavesNothing(() => {
      for (const [shapeA, shapeB] of shapes) {
        tf.tidy(() => {
          const [a, b] = [randomTensor(shapeA, 1), randomTensor(shapeB, 2)];
          const results = [1, 2].map((threads) => {
            setThreadCount(threads);
            return bitsOf(() => tf.matMul(a, b));
          });
          const batch = shapeA.slice(0, -2).map((size, axis) => Math.max(size, shapeB[axis]!) * Number(size > 0));
          const matricesOf = (x: tf.Tensor): tf.Tensor2D[] => {
            const whole = tf.broadcastTo(x, [...batch, ...x.shape.slice(-2)]);
            return tf.unstack(tf.reshape(whole, [-1, ...x.shape.slice(-2)])) as tf.Tensor2D[];
          };
          const [matricesA, matricesB] = batch.includes(0) ? [[], []] : [matricesOf(a), matricesOf(b)];
          const products = matricesB.map((matrix, index) => tf.matMul(matricesA[index]!, matrix));
          const alone = products.length > 0 ? tf.stack(products) : tf.zeros([0]);
          expect(results).toEqual([bitsOf(() => tf.clone(alone)), results[0]]);
        });
      }
    });
  });

  it('keep its panels from the second use on, one copy for each orientation', async () => {
    await leavesNothing(() => {
      const matrix = randomTensor([64, 32], 1) as tf.Tensor2D;
      const [row, column] = [randomTensor([5, 64], 2) as tf.Tensor2D, randomTensor([5, 32], 3) as tf.Tensor2D];
      const forward = (): void => tf.tidy(() => void tf.matMul(row, matrix));
      const back = (): void => tf.tidy(() => void tf.matMul(column, matrix, false, true));
      forward();
      back();
      const size = 4 * 64 * 32;
      expect([forward, back, forward, back, forward].map(gain)).toEqual([size, size, 0, 0, 0]);
      expect(gain(() => tf.dispose(matrix))).toBe(-3 * size);
      tf.dispose([row, column]);
    });
  });

  it('keep nothing of matrices in batches, nor for a few rows times a transpose', async () => {
    await leavesNothing(() => {
      const [matrices, matrix] = [randomTensor([2, 8, 8], 1), randomTensor([8, 8], 2) as tf.Tensor2D];
      const use = (): void =>
        tf.tidy(() => {
          tf.matMul(matrices, matrices);
          tf.matMul(tf.ones([3, 8]), matrix, false, true);
        });
      use();
      expect([use, use].map(gain)).toEqual([0, 0]);
      tf.dispose([matrices, matrix]);
    });
  });

  it('see what a variable was assigned in between', async () => {
    await leavesNothing(() => {
      const variable = tf.tidy(() => tf.variable(tf.eye(2)));
      const product = (): unknown => tf.tidy(() => tf.matMul(tf.tensor2d([1, 2], [1, 2]), variable).arraySync());
      for (let use = 0; use < 3; use++) expect(product()).toEqual([[1, 2]]);
      tf.tidy(() => variable.assign(tf.tensor2d([0, 10, 1, 0], [2, 2])));
      for (let use = 0; use < 3; use++) expect(product()).toEqual([[2, 10]]);
      variable.dispose();
    });
  });

  it('keep nothing from one training step to the next', async () => {
    await leavesNothing(() => {
      const variable = tf.tidy(() => tf.variable(randomTensor([8, 8], 1) as tf.Tensor2D));
      const train = (): void =>
        tf.tidy(() => {
          const gradient = tf.grad((kernel) => linear(tf.ones([4, 8]), kernel as tf.Tensor2D))(variable);
          variable.assign(tf.sub(variable, gradient));
        });
      train();
      expect([train, train, train].map(gain)).toEqual([0, 0, 0]);
      variable.dispose();
    });
  });
});

describe('recurrent layers with the same weights again', () => {
  it.each([
    ['simpleRnn', simpleRnn, 1, {}],
    ['gru', gru, 3, {}],
    ['gru that resets before its product', gru, 3, { resetAfter: false }],
    ['lstm', lstm, 4, {}],
  ] as const)(
    '%s gives the same bits at every use, and keeps one copy of its kernels',
    async (_, run, gates, options) => {
      await leavesNothing(() => {
        for (const units of [8, 13]) {
          const weights = {
            kernel: randomTensor([5, gates * units], 1) as tf.Tensor2D,
            recurrentKernel: randomTensor([units, gates * units], 2) as tf.Tensor2D,
          };
          const table = randomTensor([6, 5], 3) as tf.Tensor2D;
          const ids = randomIds([3, 2], 6, 4) as tf.Tensor2D;
          const input = randomTensor([3, 2, 5], 5) as tf.Tensor3D;
          for (const source of [{ ids, table }, { input }]) {
            const bits: string[] = [];
            const use = (): void => void bits.push(bitsOf(() => run(source, weights, options).outputs));
            use();
            use();
            expect([use, use].map(gain)).toEqual([0, 0]);
            expect(new Set(bits).size).toBe(1);
          }
          tf.dispose([...Object.values(weights), table, ids, input]);
        }
      });
    },
  );

  it('an attention decoder gives the same bits at every use', async () => {
    await leavesNothing(() => {
      const [rows, units, width] = [4, 8, 6];
      const sequences = {
        input: randomTensor([rows, 3, 5], 1) as tf.Tensor3D,
        values: randomTensor([rows, 4, units], 2) as tf.Tensor3D,
      };
      const weights = {
        layers: [
          {
            kernel: randomTensor([5 + width, 3 * units], 3) as tf.Tensor2D,
            recurrentKernel: randomTensor([units, 3 * units], 4) as tf.Tensor2D,
          },
        ],
        readoutKernel: randomTensor([2 * units, width], 5) as tf.Tensor2D,
      };
      const settings = { cell: 'gru', order: 'luong', score: 'dot', readout: 'combined' } as const;
      const bits = [1, 2, 3].map(() => bitsOf(() => attentionDecoder(sequences, weights, settings).readouts));
      expect(new Set(bits).size).toBe(1);
      tf.dispose([...Object.values(sequences), ...weights.layers.flatMap(Object.values), weights.readoutKernel]);
    });
  });
});
