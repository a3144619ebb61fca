import { useRefrain } from '@refrain/backend';
import '@tensorflow/tfjs-backend-cpu';
import { Random } from '@refrain/core';
import type { ParallelBatch } from '@refrain/core';
import { expectClose, expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { encoderDecoder } from '../index.js';
import type { EncoderDecoder, EncoderDecoderOptions } from '../index.js';
import { setValues } from '../testing/arbitrary-model.js';
import {
  anySources,
  anyTargets,
  anyTranslatorOptions,
  padded,
  translationBatch,
  withTranslator,
} from '../testing/arbitrary-translator.js';
import golden from './keras.golden.json';
import loops from './torch.golden.json';

const backends: [string, () => Promise<unknown>][] = [
  ['cpu', () => tf.setBackend('cpu')],
  ['refrain', useRefrain],
];

/** Row-major 0.8 · sin(1.7 k + phase), rounded to 3 decimals, as the Python beside this test has it. */
function wave(phase: number, size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, index) => Math.round(800 * Math.sin(1.7 * index + phase)) / 1000);
}

const prediction = { training: false, random: new Random(0) };

/** Logits at the positions that count, row by row. */
function countedLogits(model: EncoderDecoder, { source, target }: ParallelBatch): Float32Array[] {
  return tf.tidy(() => {
    const { logits } = model.logits({ source, inputs: target.inputs });
    const values = logits.dataSync<'float32'>();
    const width = model.vocabularySize;
    return [...target.inputs.mask].flatMap((flag, place) =>
      flag === 1 ? [values.slice(place * width, (place + 1) * width)] : [],
    );
  });
}

describe.each(backends)('an encoder-decoder on the backend %s', (_, use) => {
  beforeAll(use);

  const batch = translationBatch(
    [
      [3, 1, 4, 2],
      [2, 5],
      [1, 1, 3],
    ],
    [
      [1, 3, 2, 4, 4, 6],
      [1, 5, 6, 6],
      [1, 2, 2, 6],
    ],
  );

  it.each(golden)(
    'gives the numbers of Keras: $cell $units, bidirectional $bidirectional, attention $attention, $readout',
    async ({ logits, loss, accuracy, gradients, readout, attention, ...options }) => {
      await expectNoNewTensors(() => {
        const model = encoderDecoder(
          {
            ...(options as Pick<EncoderDecoderOptions, 'cell' | 'units' | 'bidirectional'>),
            sourceVocabularySize: 6,
            targetVocabularySize: 7,
            embedding: 3,
            attention: attention as 'dot',
            ...(readout !== null && { readout: readout as 'context' }),
          },
          new Random(1),
        );
        model.variables().forEach(({ variable }, index) => setValues(variable, wave(index + 1, variable.size)));
        expectClose(
          countedLogits(model, batch).flatMap((row) => [...row]),
          logits,
        );
        tf.tidy(() => {
          const { mean, weight, metrics } = model.loss(batch, prediction);
          expectClose([...mean.dataSync(), weight, ...metrics.accuracy!.dataSync()], [loss, 11, accuracy]);
          const variables = model.variables().map(({ variable }) => variable);
          const { grads } = tf.variableGrads(() => model.loss(batch, prediction).mean, variables);
          variables.forEach(({ name }, index) => {
            expectClose(grads[name]!.dataSync(), gradients[index]!, { absolute: 2e-6 });
          });
        });
        model.dispose();
      });
    },
  );

  it.each(loops)(
    'gives the numbers of PyTorch with attention inside the loop: $options',
    async ({ options, names, logits, loss, gradients }) => {
      await expectNoNewTensors(() => {
        const vocabularies = { sourceVocabularySize: 6, targetVocabularySize: 7, embedding: 3 };
        const model = encoderDecoder({ ...vocabularies, ...options } as EncoderDecoderOptions, new Random(1));
        expect(model.variables().map(({ name }) => name)).toEqual(names);
        model.variables().forEach(({ variable }, index) => setValues(variable, wave(index + 1, variable.size)));
        expectClose(
          countedLogits(model, batch).flatMap((row) => [...row]),
          logits,
          { absolute: 2e-6 },
        );
        tf.tidy(() => {
          const variables = model.variables().map(({ variable }) => variable);
          const { value, grads } = tf.variableGrads(() => model.loss(batch, prediction).mean, variables);
          expectClose(value.dataSync(), [loss]);
          variables.forEach(({ name }, index) => {
            expectClose(grads[name]!.dataSync(), gradients[index]!, { absolute: 2e-6 });
          });
        });
        model.dispose();
      });
    },
  );

  it('predicts the same with padding on either end of both sides', async () => {
    const anyCase = fc.tuple(anyTranslatorOptions, anySources(2), anyTargets(2), fc.nat(2), fc.nat(2));
    await expectNoNewTensors(() =>
      fc.assert(
        fc.property(anyCase, ([options, sources, targets, before, behind]) =>
          withTranslator(options, (model) => {
            const plain = translationBatch(sources, targets);
            const { inputs } = plain.target;
            const wide = {
              source: padded(plain.source, before, behind),
              target: { ...plain.target, inputs: padded(inputs, behind, before) },
            };
            const [found, expected] = [countedLogits(model, wide), countedLogits(model, plain)];
            expect(found).toHaveLength(expected.length);
            found.forEach((row, index) => expectClose(row, expected[index]!, { absolute: 1e-5 }));
          }),
        ),
        { seed: 1, numRuns: 30 },
      ),
    );
  });

  it('predicts for each row what it predicts for that row alone', async () => {
    await expectNoNewTensors(() =>
      fc.assert(
        fc.property(anyTranslatorOptions, anySources(3), anyTargets(3), (options, sources, targets) =>
          withTranslator(options, (model) => {
            const together = countedLogits(model, translationBatch(sources, targets));
            const alone = sources.flatMap((source, row) =>
              countedLogits(model, translationBatch([source], [targets[row]!])),
            );
            alone.forEach((row, index) => expectClose(together[index]!, row, { absolute: 1e-5 }));
          }),
        ),
        { seed: 2, numRuns: 30 },
      ),
    );
  });
});
