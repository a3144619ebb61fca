import { Random } from '@refrain/core';
import { padSequences } from '@refrain/data';
import { beamSearchBatch, gnmt } from '@refrain/decoding';
import { backendConfig } from '../backend.mjs';
import { makeTranslator } from '../workload.mjs';

/** A translator of byte pairs that learns from Tatoeba in a quarter of an hour. */
const model = { cell: 'gru', vocabulary: 2000, embedding: 256, units: 256, readout: 'combined' };
/** Tokens of sentences of Tatoeba, each as frequent as the others; their translations are as long. */
const lengths = [4, 6, 6, 6, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 16, 20];
/** What a search takes beyond the length of its best text: the end, and until no other can become better. */
const further = 2;
const sentencesAtOnce = 64;

/** Seconds to translate 2,000 sentences, greedily and with four beams, as apps/nmt does: sorted, 64 a batch. */
export async function* run({ smoke }) {
  const translator = await makeTranslator(model);
  const sentences = drawSentences(smoke ? 4 : 2000);
  await translateAll(translator, sentences.slice(-4), 4);
  for (const beamWidth of [1, 4]) {
    const start = performance.now();
    await translateAll(translator, sentences, beamWidth);
    const seconds = (performance.now() - start) / 1000;
    const config = { ...backendConfig(), ...model, sentences: sentences.length, beamWidth };
    yield { name: `refrain/translate/beam-${beamWidth}`, value: Number(seconds.toFixed(2)), unit: 's', config };
  }
  translator.dispose();
}

/** Sentences of random ids, from short to long. */
function drawSentences(count) {
  const random = new Random(1);
  return Array.from({ length: count }, (_, index) => {
    const length = lengths[Math.floor((index * lengths.length) / count)];
    return Int32Array.from({ length }, () => 3 + random.integer(model.vocabulary - 3));
  });
}

/** An untrained model hardly ever ends a text, so the limit does: that of the longest of the batch. */
async function translateAll(translator, sentences, beamWidth) {
  for (let first = 0; first < sentences.length; first += sentencesAtOnce) {
    const batch = sentences.slice(first, first + sentencesAtOnce);
    await beamSearchBatch({
      model: translator,
      state: await translator.encode(padSequences(batch, { padding: 'post' })),
      sources: batch.length,
      startId: 1,
      endId: 2,
      beamWidth,
      maxTokens: batch.at(-1).length + further,
      lengthPenalty: gnmt(0.6),
    });
  }
}
