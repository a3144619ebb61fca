/**
 * Prints how many tensors are alive after 10 and after 500 training steps on the backend `tensorflow`: those of
 * TensorFlow.js, and those of TensorFlow's own library behind them. The networks are those of the presets named after
 * Géron's book, the batches small ones.
 *
 *   node scripts/tensorflow/count-tensors.mjs [steps, default 500]
 *
 * Needs a build, and tools/build-tensorflow.mjs or REFRAIN_TENSORFLOW.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { load } from '../load-package.mjs';

const last = Number(process.argv[2] ?? 500);
process.env.REFRAIN_TENSORFLOW ||= fileURLToPath(new URL('../../.tensorflow', import.meta.url));
const tf = createRequire(new URL('../../packages/layers/package.json', import.meta.url))('@tensorflow/tfjs-core');
const [{ pickBackend }, { Random }, models] = await Promise.all(['backend', 'core', 'models'].map(load));
const [{ labelledBatches, parallelBatches, shuffledWindows }, { nadam, train }] = await Promise.all(
  ['data', 'training'].map(load),
);
await pickBackend({ backend: 'tensorflow' });

const random = new Random(42);
const ids = Int32Array.from({ length: 6000 }, () => 3 + random.integer(36));
const texts = Array.from({ length: 300 }, (_, place) => ids.subarray(place * 20, place * 20 + 1 + random.integer(20)));
const windows = shuffledWindows(ids, { length: 20, batchSize: 4, seed: 42 });
const pairs = parallelBatches(
  texts.map((text) => ({ source: text, target: text })),
  { startId: 1, endId: 2, batchSize: 4, seed: 42 },
);
const labelled = labelledBatches(
  texts.map((text) => ({ ids: text, label: text[0] % 2 })),
  { batchSize: 4, seed: 42 },
);
const [vocabularySize, words] = [39, 1000];
const sizes = { sourceVocabularySize: words, targetVocabularySize: words, embedding: 128, cell: 'lstm', units: [512] };
const runs = {
  geron: [models.charRnn({ vocabularySize, embedding: 16, cell: 'gru', units: [128] }, random), windows],
  'geron with an LSTM': [
    models.charRnn({ vocabularySize, embedding: 16, cell: 'lstm', units: [128] }, random),
    windows,
  ],
  'translation, both ways with attention': [
    models.encoderDecoder({ ...sizes, bidirectional: true, attention: 'dot' }, random),
    pairs,
  ],
  sentiment: [
    models.sentimentClassifier({ vocabularySize: words, embedding: 128, cell: 'gru', units: [128] }, random),
    labelled,
  ],
};

for (const [name, [model, data]] of Object.entries(runs)) {
  const optimizer = nadam(1e-3);
  const counts = [];
  const onStep = ({ step }) => {
    if (step === 10 || step === last) counts.push([tf.memory().numTensors, tf.backend().binding.getNumOfTensors()]);
  };
  await train({ model, data, optimizer, steps: last, callbacks: [{ name: 'counts', onStep }] });
  optimizer.dispose();
  model.dispose();
  const [before, after] = counts;
  const equal = String(before) === String(after) ? 'equal' : 'NOT EQUAL';
  console.log(
    `${name}: ${before.join(' and ')} tensors after 10 steps, ${after.join(' and ')} after ${last}: ${equal}`,
  );
  if (equal !== 'equal') process.exitCode = 1;
}
