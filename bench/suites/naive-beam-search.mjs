import assert from 'node:assert/strict';
import { Random } from '@refrain/core';
import { beamSearch } from '@refrain/decoding';
import * as tf from '@tensorflow/tfjs-core';
import { makeTranslator, translators } from '../workload.mjs';

const configuration = { ...translators['geron-translate'], readout: 'context' };
const [startId, endId, beamWidth] = [2, 3, 4];

/** How many times as fast as the book's beam search ours is: the same model, the same texts. */
export async function* run({ smoke }) {
  const model = await makeTranslator(configuration);
  sharpen(model);
  const random = new Random(3);
  const lengths = smoke ? [20] : [20, 50];
  const maxTokens = smoke ? 3 : 50;
  const sources = lengths.map((length) =>
    Int32Array.from({ length }, () => 4 + random.integer(configuration.vocabulary - 4)),
  );
  const search = async (ids) => {
    const state = await model.encode(batchOf(ids));
    return (await beamSearch({ model, state, startId, endId, beamWidth, maxTokens }))[0];
  };
  await search(sources[0]);
  const ours = await timed(() => each(sources, search));
  for (const [name, padTo] of [
    ['prefix', 0],
    ['padded', smoke ? 0 : 50],
  ]) {
    const naive = await timed(() => each(sources, (ids) => naiveBeamSearch(model, ids, { maxTokens, padTo })));
    for (const [position, { ids, logProbability }] of ours.results.entries()) {
      assert.deepEqual(Array.from(ids), naive.results[position].ids);
      assert.ok(Math.abs(logProbability - naive.results[position].logProbability) < 1e-3);
    }
    const tokens = ours.results.map(({ ids }) => ids.length);
    const milliseconds = { naive: Math.round(naive.milliseconds), ours: Math.round(ours.milliseconds) };
    const config = { ...configuration, sources: lengths, tokens, beamWidth, milliseconds };
    const value = Number((naive.milliseconds / ours.milliseconds).toFixed(1));
    yield { name: `refrain/naive-beam-search/${name}`, value, unit: 'times as fast', config };
  }
  model.dispose();
}

/**
 * Beam search as in Géron's chapter 16: for each beam and each step one whole forward pass, over the source and all of
 * the target so far, of which the last position counts. `padTo` pads both sides to that length, as the book's text
 * vectorization does; with 0 they are as long as they have to be.
 */
function naiveBeamSearch(model, source, { maxTokens, padTo }) {
  let beams = [{ ids: [], logProbability: 0 }];
  for (let step = 0; step < maxTokens; step++) {
    const candidates = [];
    for (const beam of beams) {
      if (beam.ids.at(-1) === endId) {
        candidates.push(beam);
        continue;
      }
      const inputs = [startId, ...beam.ids];
      const { logits, attention } = model.logits({ source: batchOf(source, padTo), inputs: batchOf(inputs, padTo) });
      const next = logSoftmax(
        logits.dataSync().subarray(step * model.vocabularySize, (step + 1) * model.vocabularySize),
      );
      logits.dispose();
      attention.dispose();
      for (const [id, logProbability] of next.entries()) {
        candidates.push({ ids: [...beam.ids, id], logProbability: beam.logProbability + logProbability });
      }
    }
    candidates.sort((left, right) => right.logProbability - left.logProbability);
    beams = candidates.slice(0, beamWidth);
    if (beams.every(({ ids }) => ids.at(-1) === endId)) break;
  }
  const [{ ids, logProbability }] = beams;
  return { ids: ids.at(-1) === endId ? ids.slice(0, -1) : ids, logProbability };
}

function logSoftmax(logits) {
  const largest = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  return Array.from(logits, (logit) => logit - largest - Math.log(total));
}

/** One sequence, with padding up to `padTo`. */
function batchOf(sequence, padTo = 0) {
  const length = Math.max(sequence.length, padTo);
  const ids = new Int32Array(length);
  ids.set(sequence);
  return { ids, mask: Uint8Array.from(ids, (_, time) => Number(time < sequence.length)), shape: [1, length] };
}

/** Makes the predictions of untrained weights as uneven as those of trained ones, so that beams differ by more than rounding. */
function sharpen(model) {
  for (const { name, variable } of model.variables()) {
    if (name === 'output.kernel') tf.tidy(() => variable.assign(tf.mul(variable, 40)));
  }
}

async function each(sources, work) {
  const results = [];
  for (const source of sources) results.push(await work(source));
  return results;
}

async function timed(work) {
  const start = performance.now();
  const results = await work();
  return { results, milliseconds: performance.now() - start };
}
