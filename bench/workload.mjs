/** The training runs and models that several benchmarks share. */
import { Random } from '@refrain/core';
import { charRnn, encoderDecoder } from '@refrain/models';
import { nadam, train } from '@refrain/training';
import { useBackend } from './backend.mjs';

/** The configurations of the peers' scripts, under the same names. */
export const configurations = {
  'geron-gru': { cell: 'gru', rows: 32, time: 100, vocabulary: 39, embedding: 16, units: 128 },
  'geron-gru-stateful': { cell: 'gru', rows: 1, time: 100, vocabulary: 39, embedding: 16, units: 128 },
  'geron-lstm': { cell: 'lstm', rows: 32, time: 100, vocabulary: 39, embedding: 16, units: 128 },
  'verne-lstm': { cell: 'lstm', rows: 64, time: 40, vocabulary: 80, embedding: 256, units: 512 },
};

/** Encoder-decoders of the peers' scripts: the encoder has two directions of half the units, the decoder Luong's dot attention. */
export const translators = {
  'geron-translate': { cell: 'lstm', rows: 32, time: 50, vocabulary: 1000, embedding: 128, units: 512 },
};

export async function makeTranslator({ cell, vocabulary, embedding, units, readout = 'concatenation' }) {
  await useBackend();
  const sizes = { sourceVocabularySize: vocabulary, targetVocabularySize: vocabulary, embedding, units: [units] };
  return encoderDecoder({ ...sizes, cell, bidirectional: true, attention: 'dot', readout }, new Random(0));
}

export async function makeModel({ cell, vocabulary, embedding, units }) {
  await useBackend();
  return charRnn({ vocabularySize: vocabulary, embedding, cell, units: [units] }, new Random(0));
}

/** Makes what a configuration of either list describes, with the function that trains it. */
export async function makeTraining(name) {
  const configuration = configurations[name] ?? translators[name];
  const [make, trainOn] = name in translators ? [makeTranslator, trainTranslatorSteps] : [makeModel, trainSteps];
  const model = await make(configuration);
  return { configuration, train: (options) => trainOn(model, configuration, options), dispose: () => model.dispose() };
}

/** Trains on one random batch, over and over; calls `onStep` after each step. */
export async function trainSteps(model, configuration, options) {
  const draw = drawer(configuration);
  await trainOn(model, { inputs: draw(), targets: draw().ids, startsSequence: true }, options);
}

/** As {@link trainSteps}, on one batch of pairs. */
export async function trainTranslatorSteps(model, configuration, options) {
  const draw = drawer(configuration);
  const target = { inputs: draw(), targets: draw().ids, startsSequence: true };
  await trainOn(model, { source: draw(), target }, options);
}

/** Makes random ids without padding. */
function drawer({ rows, time, vocabulary }) {
  const random = new Random(1);
  const mask = new Uint8Array(rows * time).fill(1);
  return () => {
    const ids = Int32Array.from({ length: rows * time }, () => random.integer(vocabulary));
    return { ids, mask, shape: [rows, time] };
  };
}

async function trainOn(model, batch, { steps, onStep }) {
  const data = {
    size: Infinity,
    iterator: () => ({ next: () => ({ done: false, value: batch }), state: () => 0, restore: () => {} }),
  };
  const optimizer = nadam(1e-3);
  await train({ model, data, optimizer, steps, callbacks: [{ name: 'clock', onStep }] });
  optimizer.dispose();
}

/** Milliseconds of each step that `train` takes after the warm-up. */
export async function stepTimes(train, { warmUp, timed }) {
  const times = [];
  let last = performance.now();
  const onStep = ({ step }) => {
    const now = performance.now();
    if (step > warmUp) times.push(now - last);
    last = now;
  };
  await train({ steps: warmUp + timed, onStep });
  return times;
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
