import '@tensorflow/tfjs-backend-cpu';
import { expectClose, expectNoNewTensors, numericGradient } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import '../index.js';
import { wave } from '../test-support/wave.js';
import { elementwiseGradients } from './elementwise.js';
import { productGradients } from './products.js';
import { registerGradients } from './register-gradients.js';
import { shapeGradients } from './shapes.js';

tf.env().set('IS_TEST', true);

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

/** Operations by what they are made of, with the shapes of their inputs. All inputs are positive. */
const operations: Record<string, [Operation, ...number[][]]> = {
  Add: [(a, b) => tf.add(a!, b!), [2, 3], [2, 3]],
  'Add, broadcast from fewer axes': [(a, b) => tf.add(a!, b!), [3], [2, 3]],
  AddN: [(a, b) => tf.addN([a!, b!, a!]), [2, 3], [2, 3]],
  Sub: [(a, b) => tf.sub(a!, b!), [2, 3], [2, 1]],
  Multiply: [(a, b) => tf.mul(a!, b!), [2, 3], [1, 3]],
  'Multiply, a scalar': [(a, b) => tf.mul(a!, b!), [], [2, 3]],
  RealDiv: [(a, b) => tf.div(a!, b!), [2, 3], [2, 1]],
  Select: [(a, b) => tf.where(tf.tensor2d([1, 0, 0, 1], [2, 2], 'bool'), a!, b!), [2, 2], [2, 2]],
  Neg: [(x) => tf.neg(x!), [3]],
  Identity: [(x) => tf.clone(x!), [3]],
  Cast: [(x) => tf.cast(tf.cast(x!, 'float32'), 'float32'), [3]],
  Square: [(x) => tf.square(x!), [3]],
  Sqrt: [(x) => tf.sqrt(x!), [3]],
  Log: [(x) => tf.log(x!), [3]],
  Exp: [(x) => tf.exp(x!), [3]],
  Tanh: [(x) => tf.tanh(x!), [3]],
  Sigmoid: [(x) => tf.sigmoid(x!), [3]],
  Relu: [(x) => tf.relu(tf.sub(x!, 0.9)), [4]],
  BatchMatMul: [(a, b) => tf.matMul(a!, b!), [2, 3], [3, 4]],
  'BatchMatMul, first transposed': [(a, b) => tf.matMul(a!, b!, true), [3, 2], [3, 4]],
  'BatchMatMul, second transposed': [(a, b) => tf.matMul(a!, b!, false, true), [2, 3], [4, 3]],
  'BatchMatMul, both transposed': [(a, b) => tf.matMul(a!, b!, true, true), [2, 3, 2], [2, 4, 3]],
  Sum: [(x) => tf.sum(x!, 1), [2, 3]],
  'Sum of all': [(x) => tf.sum(x!), [2, 3]],
  Mean: [(x) => tf.mean(x!, [0, 2], true), [2, 3, 2]],
  Softmax: [(x) => tf.softmax(x!), [2, 3]],
  Reshape: [(x) => tf.reshape(x!, [3, 2]), [2, 3]],
  ExpandDims: [(x) => tf.expandDims(x!, 1), [2, 3]],
  Transpose: [(x) => tf.transpose(x!, [2, 0, 1]), [2, 3, 4]],
  Slice: [(x) => tf.slice(x!, [0, 1], [-1, 2]), [2, 4]],
  Concat: [(a, b) => tf.concat([a!, b!], -1), [2, 3], [2, 1]],
  SplitV: [(x) => tf.sub(...(tf.split(x!, 2, 1) as [tf.Tensor, tf.Tensor])), [2, 4]],
  'SplitV into one': [(x) => tf.split(x!, 1, 1)[0]!, [2, 4]],
  Pack: [(a, b) => tf.stack([a!, b!], 1), [2, 3], [2, 3]],
  Unpack: [(x) => tf.sub(...(tf.unstack(x!, 1) as [tf.Tensor, tf.Tensor])), [3, 2, 2]],
  'Unpack into one': [(x) => tf.unstack(x!, 0)[0]!, [1, 3]],
};

describe('registerGradients', () => {
  it.each(Object.entries(operations))('gives the gradient of %s', async (_, [operation, ...shapes]) => {
    await expectNoNewTensors(() =>
      tf.tidy(() => {
        const weigh = (y: tf.Tensor): tf.Tensor => tf.sum(tf.mul(y, tf.tensor(wave(9, y.size), y.shape)));
        const arrays = shapes.map((shape, index) => {
          const size = shape.reduce((product, length) => product * length, 1);
          return wave(index + 1, size).map((value) => 0.3 + value * value);
        });
        const tensors = arrays.map((values, index) => tf.tensor(values, shapes[index]));
        const found = tf.grads((...inputs) => weigh(operation(...inputs)))(tensors);
        const loss = (): number =>
          tf.tidy(() => {
            const inputs = arrays.map((values, index) => tf.tensor(values, shapes[index]));
            const y = operation(...inputs);
            const factors = wave(9, y.size);
            return Array.from(y.dataSync()).reduce((sum, value, index) => sum + value * factors[index]!, 0);
          });
        arrays.forEach((values, index) => {
          expect(found[index]!.shape).toEqual(shapes[index]);
          // The operations compute in float32, so differences are coarse.
          expectClose(found[index]!.dataSync(), numericGradient(loss, values, 1e-2), {
            absolute: 2e-3,
            relative: 2e-3,
          });
        });
      }),
    );
  });

  it('is checked above for every operation it covers', () => {
    const covered = [...elementwiseGradients, ...productGradients, ...shapeGradients].map(
      ({ kernelName }) => kernelName,
    );
    const checked = new Set(Object.keys(operations).map((name) => name.split(/,| of | into /)[0]!));
    expect(covered.sort()).toEqual([...checked].sort());
  });

  it('leaves a gradient alone that is there already', () => {
    const original = tf.getGradient(tf.Add);
    const own = { ...original, kernelName: tf.Add };
    tf.unregisterGradient(tf.Add);
    tf.registerGradient(own);
    registerGradients();
    expect(tf.getGradient(tf.Add)).toBe(own);
    tf.unregisterGradient(tf.Add);
    tf.registerGradient(original);
  });
});
