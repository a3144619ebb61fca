import { Random } from '@refrain/core';
import type { LabelledText } from '@refrain/corpora';
import { fromArray } from '@refrain/data';
import { sentenceClassifier } from '@refrain/models';
import type { LabelledVectors, SentenceClassifier, SentenceVectors } from '@refrain/models';
import type { SentenceEncoder } from './sentence-encoder.js';
import type { RunSettings } from './settings.js';
import type { TextClassifier } from './text-classifier.js';

/** Texts that are encoded together. */
const textsAtOnce = 32;

/** A new model over an encoder's vectors; its weights depend on the run's seed alone. */
export function newSentenceModel(
  { hidden, dropout, seed }: RunSettings,
  { width }: SentenceEncoder,
): SentenceClassifier {
  const options = { inputs: width, dropout, ...(hidden === undefined ? {} : { hidden }) };
  return sentenceClassifier(options, new Random(seed).fork('weights'));
}

/** A model over an encoder's vectors; each text is encoded once. */
export function sentenceVectorClassifier(
  { batch, seed }: RunSettings,
  { model, encoder }: { model: SentenceClassifier; encoder: SentenceEncoder },
): TextClassifier {
  const known = new Map<string, Float32Array>();
  const encode = async (texts: readonly string[]): Promise<void> => {
    const fresh = [...new Set(texts)].filter((text) => !known.has(text));
    for (let first = 0; first < fresh.length; first += textsAtOnce) {
      const some = fresh.slice(first, first + textsAtOnce);
      const values = await encoder.encode(some);
      some.forEach((text, row) => known.set(text, values.slice(row * encoder.width, (row + 1) * encoder.width)));
    }
  };
  const vectorsOf = (texts: readonly string[]): SentenceVectors => {
    const values = new Float32Array(texts.length * encoder.width);
    texts.forEach((text, row) => values.set(known.get(text)!, row * encoder.width));
    return { values, shape: [texts.length, encoder.width] };
  };
  const batchOf = (texts: readonly LabelledText[]): LabelledVectors => ({
    inputs: vectorsOf(texts.map(({ text }) => text)),
    labels: Float32Array.from(texts, ({ label }) => label),
  });
  const encodeAll = (texts: readonly LabelledText[]): Promise<void> => encode(texts.map(({ text }) => text));
  return {
    model,
    async trainingData(texts) {
      await encodeAll(texts);
      return fromArray(texts).shuffle({ seed }).batch(batch).map(batchOf);
    },
    async measuringData(texts) {
      await encodeAll(texts);
      return fromArray(texts).batch(batch).map(batchOf);
    },
    async probabilities(texts) {
      if (texts.length === 0) return new Float32Array();
      await encode(texts);
      return model.classify(vectorsOf(texts));
    },
    refusal: () => undefined,
  };
}
