/** The three trainings of Géron's chapter 16 as the presets of apps/nmt have them: the same start and the same batches for us and for Keras. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../load-package.mjs';

const seed = 42;

/** What sets the presets apart. */
export const trainings = {
  geron: { bidirectional: false, attention: 'none' },
  'geron-bidirectional': { bidirectional: true, attention: 'none' },
  'geron-attention': { bidirectional: true, attention: 'dot', readout: 'context' },
};

/** 32 pairs a batch of spa.txt in the folder given, 1,000 words of each language, padded to the longest of the batch. */
export async function trainingBatches(data) {
  const { parsePairs, removeInvertedMarks, splitPairs } = await load('corpora');
  const { trainWordTokenizer } = await load('tokenizers');
  const { parallelBatches } = await load('data');
  const pairs = parsePairs(readFileSync(join(data, 'spa-eng/spa.txt'), 'utf8')).map(({ source, target }) => ({
    source,
    target: removeInvertedMarks(target),
  }));
  const training = splitPairs(pairs, { validation: 1000, test: 2000, seed }).training.slice(0, 100_000);
  const tokenizerOf = (side) =>
    trainWordTokenizer(
      training.map((pair) => pair[side]),
      {
        behaviour: 'text-vectorization',
        maximumTokens: 1000,
        special: { start: 'startofseq', end: 'endofseq' },
      },
    );
  const [source, target] = [tokenizerOf('source'), tokenizerOf('target')];
  const encoded = training
    .map((pair) => ({ source: source.encode(pair.source), target: target.encode(pair.target) }))
    .filter((pair) => pair.source.length > 0);
  const { start: startId, end: endId, padding: pad } = target.vocabulary.special;
  return parallelBatches(encoded, { startId, endId, pad, maxLength: 50, batchSize: 32, seed });
}

/** A new model of that training. */
export async function newModel(name) {
  const { useRefrain } = await load('backend');
  const { encoderDecoder } = await load('models');
  const { Random } = await load('core');
  await useRefrain();
  const sizes = { sourceVocabularySize: 1000, targetVocabularySize: 1000, embedding: 128, units: [512] };
  return encoderDecoder({ ...sizes, cell: 'lstm', ...trainings[name] }, new Random(seed).fork('weights'));
}

/** The loss of each of the first steps, before its update. */
export async function trainingLosses(model, data, steps) {
  const { nadam, train } = await load('training');
  const optimizer = nadam(1e-3);
  const losses = [];
  const callbacks = [{ name: 'losses', onStep: ({ loss }) => void losses.push(loss) }];
  await train({ model, data, optimizer, steps, callbacks });
  optimizer.dispose();
  return losses;
}

/** The model's weights by name, as they are. */
export function weightsOf(model) {
  const named = model.variables().map(({ name, variable }) => {
    return [name, { shape: variable.shape, values: variable.dataSync() }];
  });
  return new Map(named);
}

/** The ids of the first steps by number, padded with 0. */
export function idsOf(data, steps) {
  const arrays = new Map();
  const iterator = data.iterator();
  for (let step = 0; step < steps; step++) {
    const { source, target } = iterator.next().value;
    const { ids, shape } = target.inputs;
    arrays.set(`${step}.source`, { shape: source.shape, values: source.ids });
    arrays.set(`${step}.inputs`, { shape, values: ids });
    arrays.set(`${step}.targets`, { shape, values: target.targets });
  }
  return arrays;
}

/** Names arrays by what is in them. */
export function digestOf(arrays) {
  const hash = createHash('sha256');
  for (const [name, { shape, values }] of arrays) hash.update(`${name} ${shape.join('x')} `).update(values);
  return hash.digest('hex').slice(0, 16);
}
