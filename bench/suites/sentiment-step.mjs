import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '@refrain/core';
import { sentimentClassifier } from '@refrain/models';
import { nadam, train } from '@refrain/training';
import { backendConfig, useBackend } from '../backend.mjs';

const rows = 32;
const configuration = { vocabularySize: 1000, embedding: 128, cell: 'gru', units: [128] };

/**
 * Milliseconds of one training step of a sentiment classifier on 32 reviews as they come, padded to the longest: with
 * padding masked, which costs nothing, and read like words. Of each batch the best of several steps, of these the mean.
 *
 * How long the reviews are is counted in `sentiment/imdb/train.tsv` of the folder `REFRAIN_BENCH_FOLDER`, or else drawn
 * alike; the words are random. The peers' step is in bench/peers/sentiment_step.py.
 */
export async function* run({ smoke }) {
  await useBackend();
  const lengths = batchesOf(reviewLengths(smoke ? rows : 8 * rows));
  const positions = lengths.flat().reduce((sum, length) => sum + length, 0);
  const padded = lengths.reduce((sum, batch) => sum + rows * Math.max(...batch), 0);
  const config = { ...backendConfig(), ...configuration, rows, positions: Math.round(positions / lengths.length) };
  for (const [name, masking] of [
    ['masked', 'from-ids'],
    ['unmasked', 'none'],
  ]) {
    const value = await stepTime(lengths, { masking, rounds: smoke ? 1 : 6 });
    const read = masking === 'none' ? Math.round(padded / lengths.length) : config.positions;
    yield { name: `refrain/sentiment-step/${name}`, value, unit: 'ms', config: { ...config, positions: read } };
  }
}

async function stepTime(lengths, { masking, rounds }) {
  const model = sentimentClassifier({ ...configuration, masking }, new Random(0));
  const random = new Random(1);
  const batches = lengths.map((batch) => labelledBatch(batch, random));
  const times = batches.map(() => []);
  let last = performance.now();
  const onStep = ({ step }) => {
    const now = performance.now();
    times[(step - 1) % batches.length].push(now - last);
    last = now;
  };
  const optimizer = nadam(1e-3);
  const callbacks = [{ name: 'clock', onStep }];
  await train({ model, data: cycle(batches), optimizer, steps: rounds * batches.length, callbacks });
  optimizer.dispose();
  model.dispose();
  const best = times.map((those) => Math.min(...those));
  return Number((best.reduce((sum, time) => sum + time, 0) / best.length).toFixed(2));
}

/** Random words, 0 as padding on the right. */
function labelledBatch(lengths, random) {
  const time = Math.max(...lengths);
  const mask = new Uint8Array(rows * time);
  lengths.forEach((length, row) => mask.fill(1, row * time, row * time + length));
  const ids = Int32Array.from(mask, (valid) => (valid ? 1 + random.integer(configuration.vocabularySize - 1) : 0));
  return { inputs: { ids, mask, shape: [rows, time] }, labels: Float32Array.from(lengths, (_, row) => row % 2) };
}

function cycle(batches) {
  return {
    size: Infinity,
    iterator: () => {
      let step = 0;
      const next = () => ({ done: false, value: batches[step++ % batches.length] });
      return { next, state: () => step, restore: () => {} };
    },
  };
}

function batchesOf(lengths) {
  return Array.from({ length: lengths.length / rows }, (_, batch) => lengths.slice(batch * rows, (batch + 1) * rows));
}

/** In words: every 131st review of the file, or else log-normal numbers with the mean and spread of such reviews. */
function reviewLengths(count) {
  const folder = process.env.REFRAIN_BENCH_FOLDER;
  if (folder === undefined) return drawnLengths(count);
  const reviews = readFileSync(join(folder, 'sentiment/imdb/train.tsv'), 'utf8').trimEnd().split('\n').slice(1);
  return Array.from({ length: count }, (_, index) => wordsOf(reviews[(index * 131) % reviews.length].split('\t')[3]));
}

function wordsOf(review) {
  return review.replaceAll('<br />', ' ').trim().split(/\s+/).length;
}

/** By a generator that the peers' script has too, so that both draw the same. */
function drawnLengths(count) {
  let state = 1;
  const uniform = () => (state = (state * 16807) % 2147483647) / 2147483647;
  const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
  return Array.from({ length: count }, () => Math.floor(175 * Math.exp(0.74 * normal())) + 1);
}
