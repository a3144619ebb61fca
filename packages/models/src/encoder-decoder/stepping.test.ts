import { useRefrain } from '@refrain/backend';
import '@tensorflow/tfjs-backend-cpu';
import type { IdBatch } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import type { EncoderDecoder, EncoderDecoderOptions, TranslationState } from '../index.js';
import {
  anySources,
  anyTargets,
  anyTranslatorOptions,
  padded,
  sourceVocabularySize,
  targetVocabularySize,
  withTranslator,
} from '../testing/arbitrary-translator.js';
import { idBatch } from '../testing/sequence-batch.js';

const backends: [string, () => Promise<unknown>][] = [
  ['cpu', () => tf.setBackend('cpu')],
  ['refrain', useRefrain],
];

const options: EncoderDecoderOptions = {
  sourceVocabularySize,
  targetVocabularySize,
  embedding: 3,
  cell: 'lstm',
  units: [4],
  attention: 'dot',
};

/** What the model gives at each position: logits [rows, vocabulary] and attention [rows, source]. */
async function stepThrough(
  model: EncoderDecoder,
  source: IdBatch,
  { ids, shape: [rows, time] }: IdBatch,
): Promise<{ logits: Float32Array; attention: Float32Array | undefined }[]> {
  let state = await model.encode(source);
  const steps = [];
  for (let position = 0; position < time; position++) {
    const read = Int32Array.from({ length: rows }, (_, row) => ids[row * time + position]!);
    const step = model.step(read, state);
    model.dispose(state);
    state = step.state;
    steps.push({ logits: step.logits, attention: step.attention });
  }
  model.dispose(state);
  return steps;
}

describe.each(backends)('steps of an encoder-decoder on the backend %s', (_, use) => {
  beforeAll(use);

  it('give what a whole pass gives, logits and attention', async () => {
    await expectNoNewTensors(() =>
      fc.assert(
        fc.asyncProperty(anyTranslatorOptions, anySources(3), anyTargets(3), (chosen, sources, targets) =>
          withTranslator(chosen, async (model) => {
            const time = Math.min(...targets.map((row) => row.length));
            const inputs = idBatch(targets.map((row) => row.slice(0, time)));
            const source = idBatch(sources);
            const steps = await stepThrough(model, source, inputs);
            tf.tidy(() => {
              const { logits, attention } = model.logits({ source, inputs });
              const at = (whole: tf.Tensor3D, position: number): ArrayLike<number> =>
                tf.slice(whole, [0, position, 0], [-1, 1, -1]).dataSync();
              expect(steps[0]!.attention !== undefined).toBe(attention !== undefined);
              steps.forEach((step, position) => {
                expectClose(step.logits, at(logits, position), { absolute: 1e-5 });
                if (attention) expectClose(step.attention!, at(attention, position), { absolute: 1e-5 });
              });
            });
          }),
        ),
        { seed: 3, numRuns: 25 },
      ),
    );
  });

  it('go on from the rows that were selected, whatever happens to the others', async () => {
    const anyRows = fc.array(fc.nat(2), { minLength: 1, maxLength: 5 });
    await expectNoNewTensors(() =>
      fc.assert(
        fc.asyncProperty(anyTranslatorOptions, anySources(3), anyRows, (chosen, sources, rows) =>
          withTranslator(chosen, async (model) => {
            const start = await model.encode(idBatch(sources));
            const first = model.step(Int32Array.of(1, 2, 3), start);
            const selected = model.select(first.state, Int32Array.from(rows));
            const whole = model.step(Int32Array.of(4, 4, 4), first.state);
            for (const state of [start, first.state, whole.state]) model.dispose(state);
            const some = model.step(new Int32Array(rows.length).fill(4), selected);
            rows.forEach((from, row) => {
              const [found, expected] = [some.logits, whole.logits].map((logits, which) => {
                const place = which === 0 ? row : from;
                return logits.subarray(place * targetVocabularySize, (place + 1) * targetVocabularySize);
              });
              expectClose(found!, expected!, { absolute: 1e-5 });
            });
            model.dispose(selected);
            model.dispose(some.state);
          }),
        ),
        { seed: 4, numRuns: 15 },
      ),
    );
  });

  it('look at no padding of the source, and give it the weight 0', async () => {
    await withTranslator(options, async (model) => {
      const plain = idBatch([[1, 2, 3]]);
      const target = idBatch([[1, 4]]);
      const found = await stepThrough(model, padded(plain, 1, 2), target);
      const expected = await stepThrough(model, plain, target);
      found.forEach(({ logits, attention }, position) => {
        expectClose(logits, expected[position]!.logits);
        expectClose(attention!, [0, ...expected[position]!.attention!, 0, 0]);
      });
    });
  });
});

describe('states of an encoder-decoder', () => {
  beforeAll(useRefrain);

  it('share what attention looks at while rows stay with their sources, and free it with the last of them', async () => {
    await withTranslator(options, async (model) => {
      const before = tf.memory().numTensors;
      const source = idBatch([
        [1, 2],
        [3, 4],
      ]);
      const start = await model.encode(source);
      const beams = model.select(start, Int32Array.of(0, 0, 1, 1));
      model.dispose(start);
      const alone = tf.memory().numTensors;
      const states: TranslationState[] = [beams];
      for (const rows of [
        [1, 0, 3, 3],
        [0, 1, 2, 2],
      ]) {
        states.push(model.select(states.at(-1)!, Int32Array.from(rows)));
        states.push(model.step(Int32Array.of(1, 1, 1, 1), states.at(-1)!).state);
      }
      // Each has a hidden state and a cell of its own.
      expect(tf.memory().numTensors).toBe(alone + 2 * (states.length - 1));
      states.forEach((state) => model.dispose(state));
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  it('survive a tidy around the step', async () => {
    await expectNoNewTensors(() =>
      withTranslator(options, async (model) => {
        const start = await model.encode(idBatch([[1, 2]]));
        const step = tf.tidy(() => {
          const selected = model.select(start, Int32Array.of(0, 0));
          const next = model.step(Int32Array.of(1, 1), selected);
          model.dispose(selected);
          model.dispose(start);
          return next as unknown as tf.TensorContainer;
        }) as unknown as ReturnType<EncoderDecoder['step']>;
        model.dispose(model.step(Int32Array.of(1, 1), step.state).state);
        model.dispose(step.state);
      }),
    );
  });

  it('are refused where they do not fit', async () => {
    await withTranslator(options, async (model) => {
      const state = await model.encode(idBatch([[1, 2]]));
      expect(() => model.step(Int32Array.of(1, 2), state)).toThrow(
        new Error(
          'step expects one id a row; received 2 ids and a state of 1 rows. Bring the state to as many rows with select().',
        ),
      );
      expect(() => model.step(Int32Array.of(6), state)).toThrow(
        new Error('ids[0] must be an id from 0 to 5; received 6.'),
      );
      expect(() => model.select(state, Int32Array.of(1))).toThrow(
        new Error('rows[0] must be a row from 0 to 0; received 1.'),
      );
      model.dispose(state);
      expect(() => model.step(Int32Array.of(1), state)).toThrow('Dispose a state only after its last step.');
      expect(() => model.select(state, Int32Array.of(0))).toThrow('Dispose a state only after its last selection.');
      expect(() => model.dispose(state)).toThrow('Dispose each state once.');
      await expect(model.encode(idBatch([[1, 5]]))).rejects.toThrow(
        'source.ids must be ids from 0 to 4; received 5 in row 0, position 1. Encode with the tokenizer that the model was made for.',
      );
      expect(() => (model.dispose as (state: unknown) => void)(undefined)).toThrow(
        new Error(
          'state must be a state of this model; received undefined. To free the model itself call dispose() without an argument.',
        ),
      );
    });
  });
});
