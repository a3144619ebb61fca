import { useRefrain } from '@refrain/backend';
import { Random } from '@refrain/core';
import type { LabelledBatch } from '@refrain/core';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { sentimentClassifier } from '../index.js';
import type { SentimentClassifier, SentimentClassifierOptions } from '../index.js';
import { idBatch } from '../testing/sequence-batch.js';

beforeAll(useRefrain);

const [padding, not, good, bad, firstFiller] = [0, 1, 2, 3, 4] as const;
const fillers = 4;

/** A text of fillers with one judgement, which a "not" before it turns round. */
function anyText(random: Random): { ids: number[]; label: number } {
  const filler = (): number => firstFiller + random.integer(fillers);
  const [isGood, isNegated] = [random.integer(2) === 1, random.integer(2) === 1];
  const judgement = [...(isNegated ? [not] : []), isGood ? good : bad];
  const before = Array.from({ length: random.integer(4) }, filler);
  const behind = Array.from({ length: random.integer(4) }, filler);
  return { ids: [...before, ...judgement, ...behind], label: Number(isGood !== isNegated) };
}

function anyBatch(random: Random, paddings: number): LabelledBatch {
  const texts = Array.from({ length: 16 }, () => anyText(random));
  const padded = idBatch(texts.map(({ ids }) => [...ids, ...new Array<number>(paddings).fill(padding)]));
  const mask = Uint8Array.from(padded.ids, (id) => Math.min(id, 1));
  return { inputs: { ...padded, mask }, labels: Uint8Array.from(texts, ({ label }) => label) };
}

/** Trains on new texts each step; gives the accuracy on others. */
function accuracyAfter(model: SentimentClassifier, { steps, paddings }: { steps: number; paddings: number }): number {
  const optimizer = tf.train.adam(0.02);
  const [texts, dropout] = [new Random('texts'), new Random('dropout')];
  const variables = model.variables().map(({ variable }) => variable);
  for (let step = 0; step < steps; step++) {
    const batch = anyBatch(texts, paddings);
    optimizer.minimize(() => model.loss(batch, { training: true, random: dropout }).mean, false, variables);
  }
  optimizer.dispose();
  const context = { training: false, random: dropout };
  const batches = Array.from({ length: 16 }, () => anyBatch(texts, paddings));
  const accuracies = batches.map((batch) => tf.tidy(() => model.loss(batch, context).metrics.accuracy.dataSync()[0]!));
  return accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
}

const base = { vocabularySize: firstFiller + fillers, embedding: 8 };

describe('a sentiment classifier learns what "not" does to a judgement', () => {
  it.each<Omit<SentimentClassifierOptions, 'vocabularySize' | 'embedding'>>([
    { cell: 'gru', units: [16], masking: 'explicit', dropout: 0.1 },
    { cell: 'lstm', units: [16], masking: 'ragged', hidden: 8 },
    { cell: 'gru', units: [8], masking: 'from-ids', bidirectional: true },
  ])('%j', async (options) => {
    await expectNoNewTensors(() => {
      const model = sentimentClassifier({ ...base, ...options }, new Random(1));
      expect(accuracyAfter(model, { steps: 120, paddings: 0 })).toBeGreaterThan(0.97);
      const [isGood, isNotGood, isBad, isNotBad] = model.classify(idBatch([[good], [not, good], [bad], [not, bad]]));
      expect(Math.min(isGood!, isNotBad!)).toBeGreaterThan(0.8);
      expect(Math.max(isBad!, isNotGood!)).toBeLessThan(0.2);
      const words = model.wordProbabilities();
      expect(words[good]).toBeGreaterThan(words[bad]!);
      model.dispose();
    });
  });

  it('but not behind padding that it reads like words', async () => {
    await expectNoNewTensors(() => {
      const options = { ...base, cell: 'gru', units: [12], masking: 'none' } as const;
      const model = sentimentClassifier(options, new Random(1));
      expect(accuracyAfter(model, { steps: 120, paddings: 60 })).toBeLessThan(0.6);
      model.dispose();
    });
  });
});
