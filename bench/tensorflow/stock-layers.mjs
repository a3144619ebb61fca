import { configurations, translators } from '../workload.mjs';
import { loadTensorflow, randomIds, timesOf } from './load.mjs';

const tf = loadTensorflow();
const { layers } = tf;

/** Milliseconds of `trainOnBatch` of the same model from the layers of TensorFlow.js, with Adam: they have no Nadam. */
export async function times(name, counts) {
  const configuration = configurations[name] ?? translators[name];
  const model = name in translators ? translator(configuration) : characterModel(configuration);
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'sparseCategoricalCrossentropy' });
  const inputs = model.inputs.map(() => tf.cast(randomIds(tf, configuration), 'float32'));
  const targets = tf.expandDims(tf.cast(randomIds(tf, configuration), 'float32'), 2);
  return timesOf(() => model.trainOnBatch(inputs, targets), counts);
}

function characterModel({ cell, time, vocabulary, embedding, units }) {
  const ids = tf.input({ shape: [time] });
  const vectors = layers.embedding({ inputDim: vocabulary, outputDim: embedding }).apply(ids);
  const outputs = recurrent(cell, units).apply(vectors);
  return tf.model({ inputs: ids, outputs: predictions(vocabulary, outputs) });
}

function translator({ cell, time, vocabulary, embedding, units }) {
  const embedded = (ids) => layers.embedding({ inputDim: vocabulary, outputDim: embedding }).apply(ids);
  const [source, target] = [tf.input({ shape: [time] }), tf.input({ shape: [time] })];
  const encoder = layers.bidirectional({ layer: recurrent(cell, units / 2), mergeMode: 'concat' });
  const [memory, ...finals] = encoder.apply(embedded(source));
  const [forward, backward] = [finals.slice(0, finals.length / 2), finals.slice(finals.length / 2)];
  const initialState = forward.map((state, index) => layers.concatenate().apply([state, backward[index]]));
  const [decoded] = recurrent(cell, units).apply(embedded(target), { initialState });
  const scores = layers.dot({ axes: [2, 2] }).apply([decoded, memory]);
  const context = layers.dot({ axes: [2, 1] }).apply([layers.softmax({ axis: -1 }).apply(scores), memory]);
  const readout = layers.concatenate().apply([decoded, context]);
  return tf.model({ inputs: [source, target], outputs: predictions(vocabulary, readout) });
}

/** With the settings of Keras, which are this project's too. */
function recurrent(cell, units) {
  // Orthogonal matrices take it minutes to draw, and make no step faster.
  const initializers = { kernelInitializer: 'glorotUniform', recurrentInitializer: 'glorotUniform' };
  const options = { units, returnSequences: true, returnState: true, recurrentActivation: 'sigmoid', ...initializers };
  return layers[cell](options);
}

function predictions(vocabulary, outputs) {
  const last = Array.isArray(outputs) ? outputs[0] : outputs;
  return layers.dense({ units: vocabulary, activation: 'softmax' }).apply(last);
}
