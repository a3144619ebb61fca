import { Random } from '../../../packages/core/src/index.js';
import { charRnn, plainRnn, unitActivations, writtenOutRecurrence } from '../../../packages/models/src/index.js';
import type { CharRnn, NewCharRnnOptions, PlainRnn, PlainRnnOptions } from '../../../packages/models/src/index.js';
import { idBatch, sequenceBatch } from '../../../packages/models/src/testing/sequence-batch.js';
import { tf } from '../libraries.js';
import {
  gradientsOf,
  numbersOf,
  type Numbers,
  type ParityCase,
  type ParityCases,
  randomTensor,
  tidied,
} from '../numbers.js';
import { learningOf, raggedRows, stir } from './trained-model.js';

const [vocabularySize, units] = [23, 18];
const rows = raggedRows(6, 16, vocabularySize);

/** Models of texts, and what is done with them. */
export const languageModelCases: ParityCases = {
  charRnn: {
    'GRU over an embedding': charCase({}),
    'GRU with the reset gate before the product': charCase({ resetAfter: false }),
    'LSTM over an embedding': charCase({ cell: 'lstm' }),
    'simple RNN over an embedding': charCase({ cell: 'rnn' }),
    'two GRUs over one-hot ids with dropout': charCase({ embedding: 'one-hot', units: [units, 11], dropout: 0.2 }),
    'two LSTMs with dropout of states': charCase({ cell: 'lstm', units: [11, units], recurrentDropout: 0.3 }),
    'LSTM with a tied output': charCase({ cell: 'lstm', embedding: units, tiedOutput: true }),
    'GRU that goes on with what it carries': charCase({}, { carried: true }),
    'LSTM that goes on with what it carries': charCase({ cell: 'lstm' }, { carried: true }),
  },
  plainRnn: Object.fromEntries(
    (['hidden-to-hidden', 'output-to-hidden', 'output-to-output'] as const).map((recurrence) => [
      recurrence,
      plainCase({ vocabularySize, units, recurrence }),
    ]),
  ),
  writtenOutRecurrence: { 'from output to hidden, with a mask': writtenOutCase },
  unitActivations: {
    'of an LSTM': async () => {
      const model = charRnn({ vocabularySize, embedding: 7, cell: 'lstm', units: [units] }, new Random(3));
      stir(model);
      const { values } = await unitActivations(model, rows[0]!);
      model.dispose();
      return { values };
    },
  },
};

function charCase(options: Partial<NewCharRnnOptions>, { carried = false } = {}): ParityCase {
  return () =>
    languageModelNumbers(
      charRnn({ vocabularySize, embedding: 7, cell: 'gru', units: [units], ...options }, new Random(3)),
      carried ? (options.cell === 'lstm' ? 2 : 1) : 0,
    );
}

function plainCase(options: PlainRnnOptions): ParityCase {
  return () => languageModelNumbers(plainRnn(options, new Random(3)), 0);
}

/** Whole sequences and single steps. @param states how many states the batch goes on from */
function languageModelNumbers(model: CharRnn | PlainRnn, states: number): Numbers {
  stir(model);
  const carry = Array.from({ length: states }, (_, index) => randomTensor([rows.length, units], 300 + index));
  const learning = learningOf(model, sequenceBatch(rows), states > 0 ? carry : undefined);
  const logits = tidied(() => numbersOf(model.logits(idBatch(rows)).logits));
  tf.dispose(carry);
  let state = model.initialState(2);
  const stepped = [0, 1, 2].flatMap((position) => {
    const step = model.step(Int32Array.of(rows[0]![position]!, rows[1]![position]!), state) as {
      logits: Float32Array;
      state: Float32Array;
    };
    ({ state } = step);
    return [Float32Array.from(step.logits), Float32Array.from(step.state)];
  });
  model.dispose();
  return { ...learning, logits, ...Object.fromEntries(stepped.map((values, index) => [`step ${index}`, values])) };
}

function writtenOutCase(): Numbers {
  const [batch, time, features, outputs] = [3, 6, 5, 9];
  const shapes = {
    kernel: [features, units],
    recurrentKernel: [outputs, units],
    bias: [units],
    outputKernel: [units, outputs],
    outputBias: [outputs],
  };
  const learnt = Object.entries(shapes).map(([name, shape], index) => ({
    name,
    variable: tf.tidy(() => tf.variable(randomTensor(shape, index + 1, 0.6))),
  }));
  const weights = Object.fromEntries(learnt.map(({ name, variable }) => [name, variable])) as unknown as Parameters<
    typeof writtenOutRecurrence
  >[1];
  const run = (): tf.Tensor[] => {
    const mask = tf.tensor2d([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1], [batch, time]);
    const inputs = randomTensor([batch, time, features], 20) as tf.Tensor3D;
    const { hidden, logits, state } = writtenOutRecurrence(inputs, weights, { recurrence: 'output-to-hidden', mask });
    return [hidden, logits, state];
  };
  const found = tidied(() => run().map((tensor, index) => [`output ${index}`, numbersOf(tensor)] as const));
  const gradients = gradientsOf(learnt, run);
  for (const { variable } of learnt) variable.dispose();
  return { ...Object.fromEntries(found), ...gradients };
}
