import * as tf from '@tensorflow/tfjs-core';
import { gru, lstm } from '@refrain/ops';
import { useRefrain } from '../register.js';
import { randomIds, randomValues } from '../test-support/random-tensors.js';
import { setThreadCount } from './thread-count.js';

const drawn = new Map<string, Float32Array>();

/** Random numbers, drawn once for each seed and shape. */
function randomTensor(shape: number[], seed: number, scale = 1): tf.Tensor {
  const key = `${seed}: ${shape}`;
  const values = drawn.get(key) ?? randomValues(tf.util.sizeFromShape(shape), seed, scale);
  drawn.set(key, values);
  return tf.tensor(values, shape);
}

/** The bytes of every kind of work that is shared out, large enough for several threads. */
function everything(): string[] {
  return tf.tidy(() => {
    const ids = randomIds([13, 40], 11, 1) as tf.Tensor2D;
    const lengths = [40, 3, 17, 0, 31, 8, 8, 25, 40, 12, 5, 19, 1];
    const mask = tf.tensor2d(lengths.map((length) => Array.from({ length: 40 }, (_, at) => Number(at < length))));
    const layer = (run: typeof gru | typeof lstm, gates: number, options = {}): tf.Tensor[] => {
      const weights = [
        randomTensor([11, 16], 2),
        randomTensor([16, gates * 96], 3),
        randomTensor([96, gates * 96], 4, 0.2),
      ];
      const loss = (table: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor): tf.Tensor =>
        run(
          { ids, table: table as tf.Tensor2D },
          { kernel: kernel as tf.Tensor2D, recurrentKernel: recurrentKernel as tf.Tensor2D },
          options,
        ).outputs;
      return [...tf.grads(loss)(weights), loss(weights[0]!, weights[1]!, weights[2]!)];
    };
    const [a, b] = [randomTensor([131, 257], 5), randomTensor([257, 203], 6)];
    const results = [
      ...layer(gru, 3),
      ...layer(lstm, 4),
      ...layer(gru, 3, { mask }),
      tf.matMul(a, b),
      tf.matMul(b, a, true, true),
      tf.softmax(randomTensor([1000, 90], 11)),
      tf.sum(randomTensor([5000, 200], 7), 0),
      tf.sum(randomTensor([5000, 200], 7), 1),
      tf.exp(randomTensor([300_001], 8)),
      tf.unsortedSegmentSum(randomTensor([6000, 50], 9), randomIds([6000], 7, 10) as tf.Tensor1D, 7),
    ];
    return results.map((tensor) => Buffer.from((tensor.dataSync() as Float32Array).buffer).toString('base64'));
  });
}

describe('threads', () => {
  afterAll(() => setThreadCount(undefined));

  it('do not change one bit of any result', async () => {
    const backend = await useRefrain();
    setThreadCount(1);
    const alone = everything();
    for (const count of [2, 3]) {
      setThreadCount(count);
      // The first job starts the threads; jobs go on without them until all are up.
      for (let wait = 0; wait < 500 && backend.runtime.partsFor(1e9) < count; wait++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(backend.runtime.partsFor(1e9)).toBe(count);
      expect(everything().map((bytes, index) => bytes === alone[index])).toEqual(alone.map(() => true));
    }
  });

  it('take part again after they fell asleep', async () => {
    await useRefrain();
    setThreadCount(2);
    const multiply = (): number =>
      tf.tidy(() => tf.sum(tf.matMul(tf.ones([200, 200]), tf.ones([200, 200]))).dataSync()[0]!);
    for (let turn = 0; turn < 5; turn++) {
      expect(multiply()).toBe(200 ** 3);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  it.each([0, 1.5, 64, -1])('refuse a count of %p', (count) => {
    expect(() => setThreadCount(count)).toThrow(
      `count must be an integer from 1 to 63; received ${count}. 1 keeps everything on one thread.`,
    );
  });

  it('are counted by REFRAIN_THREADS', async () => {
    const backend = await useRefrain();
    const before = process.env['REFRAIN_THREADS'];
    try {
      process.env['REFRAIN_THREADS'] = '1';
      setThreadCount(undefined);
      expect(backend.runtime.partsFor(1e9)).toBe(1);
      process.env['REFRAIN_THREADS'] = 'many';
      setThreadCount(undefined);
      expect(() => backend.runtime.partsFor(1e9)).toThrow(
        'REFRAIN_THREADS must be an integer from 1 to 63; received many. 1 keeps everything on one thread.',
      );
    } finally {
      if (before === undefined) delete process.env['REFRAIN_THREADS'];
      else process.env['REFRAIN_THREADS'] = before;
      setThreadCount(undefined);
    }
  });
});
