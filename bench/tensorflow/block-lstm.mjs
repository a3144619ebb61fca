import { Random } from '@refrain/core';
import { configurations, translators } from '../workload.mjs';
import { loadTensorflow, timesOf } from './load.mjs';

const tf = loadTensorflow();

/**
 * Milliseconds of TensorFlow's fused LSTM alone: `BlockLSTMV2` and `BlockLSTMGradV2` of every LSTM of a step, called
 * directly on the binding with everything at hand; no embedding, no output layer, no loss, no optimizer.
 */
export async function times(name, counts) {
  const { binding } = tf.backend();
  const calls = lstmsOf(name).map((sizes) => prepare(binding, sizes));
  return timesOf(() => calls.forEach((call) => call()), counts);
}

/** The LSTMs of a configuration; a translator has one in each direction, and one that decodes. */
function lstmsOf(name) {
  const { rows, time, embedding: inputUnits, units } = configurations[name] ?? translators[name];
  const widths = name in translators ? [units / 2, units / 2, units] : [units];
  return widths.map((width) => ({ rows, time, inputUnits, units: width }));
}

function prepare(binding, { rows, time, inputUnits, units }) {
  const { TF_FLOAT, TF_INT64, TF_ATTR_FLOAT, TF_ATTR_BOOL } = binding;
  const source = new Random(0);
  const random = (...shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return binding.createTensor(
      shape,
      TF_FLOAT,
      Float32Array.from({ length: size }, () => (source.uniform() - 0.5) / 10),
    );
  };
  const steps = binding.createTensor([], TF_INT64, Int32Array.of(time, 0));
  const [peephole, bias] = [random(units), random(4 * units)];
  const states = [random(rows, units), random(rows, units)];
  const weights = random(inputUnits + units, 4 * units);
  const inputs = [steps, random(time, rows, inputUnits), ...states, weights, peephole, peephole, peephole, bias];
  const arriving = [random(time, rows, units), random(time, rows, units)];
  const withoutPeephole = { name: 'use_peephole', type: TF_ATTR_BOOL, value: false };
  const withoutClip = { name: 'cell_clip', type: TF_ATTR_FLOAT, value: 0 };
  const run = (operation, attributes, given, count) =>
    binding.executeOp(operation, attributes, given, count).map(({ id }) => id);
  return () => {
    const outputs = run('BlockLSTMV2', [withoutClip, withoutPeephole], inputs, 7);
    const gradients = run('BlockLSTMGradV2', [withoutPeephole], [...inputs, ...outputs, ...arriving], 8);
    [...outputs, ...gradients].forEach((id) => binding.deleteTensor(id));
  };
}
