import { Random } from '../../packages/core/src/index.js';
import type { Dataset } from '../../packages/core/src/index.js';
import {
  consecutiveWindows,
  labelledBatches,
  parallelBatches,
  shuffledWindows,
} from '../../packages/data/src/index.js';
import { charRnn, encoderDecoder, sentimentClassifier } from '../../packages/models/src/index.js';
import { nadam, train } from '../../packages/training/src/index.js';
import { scale } from './compared-backend.js';
import type { History, NamedVariable, Trainable, TrainOptions } from '../../packages/training/src/index.js';

/** A model with what it learns from, made anew: the same each time. */
interface TrainingRun {
  readonly model: Trainable<unknown> & { variables(): readonly NamedVariable[]; dispose(): void };
  readonly data: Dataset<unknown>;
}

/** What may be said of a run beside what it is made of. */
type RunOptions = Partial<TrainOptions<unknown>> & {
  readonly steps: number;
  /** Called before each loss is computed. */
  readonly beforeLoss?: () => void;
};

const random = (): Random => new Random(42);

/** Small forms of the apps' presets, a batch of each shape that they have: windows, carried state, pairs, ragged texts. */
const runs: Readonly<Record<string, () => TrainingRun>> = {
  geron: () => ({
    model: charRnn({ vocabularySize: 29, embedding: 16, cell: 'gru', units: [40] }, random()),
    data: shuffledWindows(text(3000), { length: 6 * scale, batchSize: 8, seed: 42 }),
  }),
  'geron with an LSTM, dropout and carried state': () => ({
    model: charRnn({ vocabularySize: 29, embedding: 16, cell: 'lstm', units: [32, 24], dropout: 0.2 }, random()),
    data: consecutiveWindows(text(3000), { length: 6 * scale, batchSize: 8 }),
  }),
  translation: () => ({
    model: encoderDecoder(
      {
        ...{ sourceVocabularySize: 29, targetVocabularySize: 29, embedding: 16, cell: 'lstm', units: [32] },
        ...{ bidirectional: true, attention: 'dot', readout: 'combined', dropout: 0.2, labelSmoothing: 0.1 },
      },
      random(),
    ),
    data: parallelBatches(
      texts(96, 4 * scale).map((ids) => ({ source: ids, target: ids.toReversed() })),
      { startId: 1, endId: 2, batchSize: 8, bucketWidth: 3, seed: 42 },
    ),
  }),
  sentiment: () => ({
    model: sentimentClassifier(
      { vocabularySize: 29, embedding: 16, cell: 'gru', units: [32], bidirectional: true, dropout: 0.2 },
      random(),
    ),
    data: labelledBatches(
      texts(96, 5 * scale).map((ids) => ({ ids, label: ids[0]! % 2 })),
      { batchSize: 8, seed: 42 },
    ),
  }),
};

/** The names of all runs. */
export const runNames = Object.keys(runs);

/** Trains a run from its beginning, or from where `resume` says, on the backend in use. */
export async function trainRun(name: string, { beforeLoss, ...options }: RunOptions): Promise<History> {
  const { model, data } = runs[name]!();
  const optimizer = nadam(1e-3);
  const loss = model.loss.bind(model);
  model.loss = (batch, context) => {
    beforeLoss?.();
    return loss(batch, context);
  };
  try {
    return await train({ model, data, optimizer, clipGlobalNorm: 1, random: random(), ...options });
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

/** Ids from 3 on, each of which is likelier behind some than behind others. */
function text(length: number): Int32Array {
  const chance = new Random(5);
  let id = 0;
  return Int32Array.from({ length }, () => (id = (id * 7 + chance.integer(4)) % 26)).map((value) => value + 3);
}

/** Texts of up to `longest` ids. */
function texts(count: number, longest: number): number[][] {
  const ids = text(count * longest);
  const lengths = new Random(6);
  return Array.from({ length: count }, (_, place) =>
    Array.from(ids.subarray(place * longest, place * longest + 1 + lengths.integer(longest))),
  );
}
