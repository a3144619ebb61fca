import * as tf from '@tensorflow/tfjs-core';
import type { RefrainBackend } from './backend.js';
import { registerRefrainBackend, useRefrain } from './register.js';
import { randomTensor } from './test-support/random-tensors.js';

let backend: RefrainBackend;
beforeEach(async () => {
  backend = await useRefrain();
});

/** A tensor in the kernels' memory: 0, 2, 4, … */
function evens(shape: number[]): tf.Tensor {
  return tf.tidy(() => tf.mul(tf.reshape(tf.range(0, tf.util.sizeFromShape(shape)), shape), 2));
}

describe('RefrainBackend', () => {
  it('is one backend, however often it is registered', async () => {
    registerRefrainBackend();
    expect(await useRefrain()).toBe(backend);
    expect(tf.getBackend()).toBe('refrain');
  });

  it.each<[string, (x: tf.Tensor) => tf.Tensor[], number[]]>([
    ['slice', (x) => [tf.slice(x, [1, 0], [1, 3])], [6, 8, 10]],
    ['reshape', (x) => [tf.reshape(x, [3, 4])], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    ['clone', (x) => [tf.clone(x)], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    ['split', (x) => tf.split(x, 2), [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    ['unstack', (x) => tf.unstack(x), [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    ['stridedSlice', (x) => [tf.stridedSlice(x, [1, 0], [3, 3], [1, 1])], [6, 8, 10, 12, 14, 16]],
    ['cast', (x) => [tf.cast(x, 'int32')], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    ['concat', (x) => [tf.concat([x], 0)], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    ['tile', (x) => [tf.tile(x, [1, 1])], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    [
      'pad',
      (x) => [
        tf.pad(x, [
          [0, 0],
          [0, 0],
        ]),
      ],
      [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22],
    ],
    ['real', (x) => [tf.real(tf.complex(x, x))], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    ['transpose', (x) => [tf.transpose(x)], [0, 6, 12, 18, 2, 8, 14, 20, 4, 10, 16, 22]],
  ])('%s outlives the tensor that it was made from', async (_, make, expected) => {
    const before = { ...backend.heap(), tensors: tf.memory().numTensors };
    const results = tf.tidy(() => make(evens([4, 3])));
    const intruders = [1, 2, 3].map((turn) => tf.tidy(() => tf.add(evens([4, 3]), 1000 * turn)));
    expect(results.flatMap((tensor) => Array.from(tensor.dataSync()))).toEqual(expected);
    tf.dispose([...results, ...intruders]);
    expect({ ...backend.heap(), tensors: tf.memory().numTensors }).toEqual(before);
  });

  it('gives copies: what was read stays as it was', async () => {
    const x = evens([3]);
    const [sync, later, buffer] = [x.dataSync(), await x.data(), x.bufferSync()];
    x.dispose();
    tf.dispose(tf.tidy(() => tf.add(evens([3]), 7)));
    expect([sync, later, buffer.values].map((values) => Array.from(values))).toEqual([
      [0, 2, 4],
      [0, 2, 4],
      [0, 2, 4],
    ]);
    sync[0] = 9;
    expect(later[0]).toBe(0);
    expect(String(sync.buffer)).toBe('[object ArrayBuffer]');
  });

  it('never writes to an array that a tensor was made from', () => {
    const values = Float32Array.of(1, -2, 3);
    tf.tidy(() => tf.relu(tf.neg(tf.tensor1d(values))).dataSync());
    expect(Array.from(values)).toEqual([1, -2, 3]);
  });

  it('gives its memory back, a thousand times', () => {
    const before = { ...backend.heap(), tensors: tf.memory().numTensors };
    for (let turn = 0; turn < 1000; turn++) {
      tf.tidy(() => {
        const a = evens([5, 7]);
        const products = tf.softmax(tf.matMul(a, a, false, true));
        tf.sum(tf.slice(tf.reshape(products, [25]), 3, 9)).dataSync();
      });
    }
    expect({ ...backend.heap(), tensors: tf.memory().numTensors }).toEqual(before);
  });

  it('keeps tensors whole while its memory grows', () => {
    const small = evens([100]);
    const large = tf.tidy(() => tf.add(tf.zeros([3_000_000]), 1));
    const larger = tf.tidy(() => tf.add(large, 1));
    expect(Array.from(small.dataSync().subarray(97))).toEqual([194, 196, 198]);
    expect(tf.tidy(() => tf.sum(larger).dataSync()[0])).toBe(6_000_000);
    tf.dispose([small, large, larger]);
  });

  it('moves tensors to and from other backends', async () => {
    await tf.setBackend('cpu');
    const fromCpu = tf.tensor1d([1, 2]);
    await useRefrain();
    const doubled = tf.mul(fromCpu, 2);
    await tf.setBackend('cpu');
    expect(Array.from(tf.add(doubled, fromCpu).dataSync())).toEqual([3, 6]);
    tf.dispose([fromCpu, doubled]);
  });

  it('runs what it has no kernel of its own for', () => {
    tf.tidy(() => {
      const x = randomTensor([2, 6, 6, 3], 1) as tf.Tensor4D;
      expect(tf.conv2d(x, randomTensor([3, 3, 3, 4], 2) as tf.Tensor4D, 1, 'same').shape).toEqual([2, 6, 6, 4]);
      expect(tf.argMax(evens([2, 3]), 1).arraySync()).toEqual([2, 2]);
      expect(tf.topk(evens([5]), 2).indices.arraySync()).toEqual([4, 3]);
      expect(tf.logSoftmax(tf.zeros([1, 1])).arraySync()).toEqual([[0]]);
      expect(tf.where(tf.greater(evens([3]), 1), evens([3]), tf.zeros([3])).arraySync()).toEqual([0, 2, 4]);
      expect(tf.cumsum(evens([4])).arraySync()).toEqual([0, 2, 6, 12]);
      expect(tf.mean(evens([4])).arraySync()).toBe(3);
      expect(tf.oneHot(tf.tensor1d([1, 0], 'int32'), 2).arraySync()).toEqual([
        [0, 1],
        [1, 0],
      ]);
      expect(tf.stack([evens([2]), evens([2])]).arraySync()).toEqual([
        [0, 2],
        [0, 2],
      ]);
      expect(tf.einsum('ij,jk->ik', evens([1, 2]), evens([2, 1])).arraySync()).toEqual([[4]]);
      expect(tf.tensor(['a', 'b']).arraySync()).toEqual(['a', 'b']);
    });
  });

  it('frees its threads when it is removed, and starts anew', async () => {
    tf.removeBackend('refrain');
    const again = await useRefrain();
    expect(again).not.toBe(backend);
    expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3);
  });
});
