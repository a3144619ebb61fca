import * as tf from '@tensorflow/tfjs-core';
import { gradient } from './gradient.js';

/** Gradients of operations that move values without changing them. */
export const shapeGradients: readonly tf.GradConfig[] = [
  gradient(tf.Reshape, { save: ['x'] }, ([dy], [x]) => ({ x: () => tf.reshape(dy, x.shape) })),
  gradient(tf.ExpandDims, { save: ['input'] }, ([dy], [input]) => ({ input: () => tf.reshape(dy, input.shape) })),
  gradient(tf.Transpose, {}, ([dy], _, { perm }) => {
    const order = perm as number[];
    return {
      x: () =>
        tf.transpose(
          dy,
          [...order.keys()].map((axis) => order.indexOf(axis)),
        ),
    };
  }),
  gradient(tf.Slice, { save: ['x'] }, ([dy], [x], { begin, size }) => {
    const [starts] = tf.slice_util.parseSliceParams(x, begin as number[], size as number[]);
    const paddings = x.shape.map((whole, axis): [number, number] => {
      const before = starts![axis]!;
      return [before, whole - before - dy.shape[axis]!];
    });
    return { x: () => tf.pad(dy, paddings) };
  }),
  gradient(tf.Concat, { saveAllInputs: true }, ([dy], inputs, { axis }) => {
    const along = tf.util.parseAxisParam(axis as number, dy.shape)[0]!;
    const parts = tf.split(
      dy,
      inputs.map((input) => input.shape[along]!),
      along,
    );
    return parts.map((part) => () => part);
  }),
  gradient(tf.SplitV, {}, (dys, _, { axis }) => ({ x: () => tf.concat([...dys], axis as number) })),
  gradient(tf.Pack, {}, ([dy], _, { axis }) => tf.unstack(dy, axis as number).map((part) => () => part)),
  gradient(tf.Unpack, {}, (dys, _, { axis }) => ({ value: () => tf.stack([...dys], axis as number) })),
];
