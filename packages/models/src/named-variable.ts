import type * as tf from '@tensorflow/tfjs-core';

/**
 * A trainable variable under the name by which it is saved and by which an optimizer keeps its slots.
 *
 * `variable.name` is another, which TensorFlow.js makes up: it refuses two variables of one name, so two models that
 * live at once could not share names.
 */
export interface NamedVariable {
  readonly name: string;
  readonly variable: tf.Variable;
}
