import { CommandError } from '@refrain/app-kit';
import { scratchFolder } from '@refrain/app-kit/testing';
import { useRefrain } from '@refrain/backend';
import { fileStore } from '@refrain/core/node';
import type { LabelledText } from '@refrain/corpora';
import { loadModel } from '@refrain/models';
import { expectNoNewTensors } from '@refrain/testing';
import * as tf from '@tensorflow/tfjs-core';
import { evaluateTexts } from './evaluation.js';
import { universalSentenceEncoder } from './sentence-encoder.js';
import type { SentenceEncoder } from './sentence-encoder.js';
import { newSentenceModel, sentenceVectorClassifier } from './sentence-vector-classifier.js';
import { runSettings } from './settings.js';
import { openSession, runTraining } from './training-session.js';

beforeAll(useRefrain);

const name = '@tensorflow-models/universal-sentence-encoder';

describe('universalSentenceEncoder', () => {
  it('says what to install where the package is not', async () => {
    await expect(universalSentenceEncoder()).rejects.toThrow(
      new CommandError(
        `--preset universal-sentence-encoder needs the package ${name}, which is not installed. ` +
          `Install it beside this app with npm install ${name}@1.3.3 @tensorflow/tfjs-converter@4.22.0, or take another preset.`,
      ),
    );
  });

  it('says so where the weights can not be had', async () => {
    const load = () => Promise.reject(new Error('fetch failed.'));
    await expect(universalSentenceEncoder(() => Promise.resolve({ load }))).rejects.toThrow(
      new CommandError(
        `--preset universal-sentence-encoder needs the weights that ${name} downloads; they can't be had: fetch failed. ` +
          'Check the network, or take another preset.',
      ),
    );
  });

  it('gives the vectors of the package, and keeps no tensor', async () => {
    const embed = (texts: string[]) => Promise.resolve(tf.fill([texts.length, 512], 0.5));
    await expectNoNewTensors(async () => {
      const encoder = await universalSentenceEncoder(() => Promise.resolve({ load: async () => ({ embed }) }));
      const vectors = await encoder.encode(['a', 'b']);
      expect([encoder.width, vectors.length, vectors[1023]]).toEqual([512, 1024, 0.5]);
    });
  });
});

describe('a classifier of sentence vectors', () => {
  const folder = scratchFolder();

  it('learns, is measured and kept, with any encoder, which reads each text once', async () => {
    const read: string[] = [];
    // Stands in for the real one: how often a text says one word, and how often another.
    const words = ['good', 'not', 'film'];
    const encoder: SentenceEncoder = {
      width: words.length,
      encode(texts) {
        read.push(...texts);
        const counts = texts.flatMap((text) => words.map((word) => text.split(word).length - 1));
        return Promise.resolve(Float32Array.from(counts));
      },
    };
    const things = ['film', 'book', 'room', 'soup', 'show', 'song', 'plot', 'cast'];
    const labelled = things.flatMap((thing): LabelledText[] => [
      { text: `the ${thing} was good`, label: 1 },
      { text: `the ${thing} was not good`, label: 0 },
    ]);
    const texts = { training: labelled.slice(4), validation: labelled.slice(2, 4), test: labelled.slice(0, 2) };
    const settings = runSettings({ preset: 'universal-sentence-encoder', epochs: 60, learningRate: 0.02, batch: 4 });
    const store = fileStore(folder);
    await expectNoNewTensors(async () => {
      const model = newSentenceModel(settings, encoder);
      const classifier = sentenceVectorClassifier(settings, { model, encoder });
      const session = await openSession(settings, { store, classifier, texts: { ...texts, sha256: '' } });
      expect(session.steps).toBe(180);
      const { history } = await runTraining(session, {
        ...{ directory: folder, resume: undefined, callbacks: [] },
        signal: new AbortController().signal,
      });
      expect(history.outcome).toBe('finished');
      expect((await evaluateTexts(classifier, texts.test)).accuracy).toBe(1);
      expect([...read].sort()).toEqual(labelled.map(({ text }) => text).sort());
      await model.save(store);
      const again = await loadModel(store, { kind: 'sentence-classifier' });
      const [positive, negative] = await sentenceVectorClassifier(settings, { model: again, encoder }).probabilities([
        'good',
        'not good',
      ]);
      expect(positive).toBeGreaterThan(0.8);
      expect(negative).toBeLessThan(0.2);
      again.dispose();
      model.dispose();
    });
  });
});
