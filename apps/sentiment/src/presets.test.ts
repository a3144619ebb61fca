import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { charRnn } from '@refrain/models';
import { useRefrain } from '@refrain/backend';
import { tokenizerHash, writeTokenizer } from '@refrain/app-kit/runs';
import { Random } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import { expectClose } from '@refrain/testing';
import { trainBpeTokenizer, trainWordTokenizer } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import { presetNames } from './presets.js';
import { run } from './testing/command.js';
import { reviews, small, tiny } from './testing/tiny-run.js';

const folder = scratchFolder({
  'reviews.tsv': reviews,
  'vectors.txt': 'good 1 0.5 0\nbad -1 -0.5 0.25\nthe 0 0.125 1\nelsewhere 1 1 1\n',
});
const texts = reviews
  .split('\n')
  .slice(1, -1)
  .map((line) => line.split('\t')[1]!);

beforeAll(async () => {
  await useRefrain();
  const words = { behaviour: 'torchtext', splitter: 'spaced', special: { unknown: '<unknown>' } } as const;
  await languageModel('words', trainWordTokenizer(texts, words));
  await languageModel('pairs', trainBpeTokenizer(texts, { vocabularySize: 270 }));
}, 30_000);

/** Writes what a finished run of the app shakespeare keeps. */
async function languageModel(name: string, tokenizer: Tokenizer): Promise<void> {
  const store = fileStore(join(folder, name));
  const options = { vocabularySize: tokenizer.vocabulary.size, embedding: 5, cell: 'gru', units: [6, 4] } as const;
  const model = charRnn(options, new Random('language model'));
  await writeTokenizer(store, { name: 'tokenizer.json', tokenizer });
  await model.save(store, { tokenizerHash: await tokenizerHash(tokenizer) });
  await store.write('run.json', new TextEncoder().encode('{}'));
  model.dispose();
}

/** Trains and classifies. @returns what the training wrote */
async function trained(name: string, ...options: string[]): Promise<string> {
  const stdout = await expectSuccess(run(folder, ['train', '--run', name, '--epochs', '3', ...options]));
  expect(await expectSuccess(run(folder, ['classify', '--run', name, 'the soup was good']))).toMatch(
    /^(?:positive|negative) {2}[01]\.\d{3} {2}the soup was good\n$/,
  );
  return stdout;
}

/** The settings that a run has stored. */
const settingsOf = (name: string): Record<string, unknown> =>
  (JSON.parse(readFileSync(join(folder, name, 'run.json'), 'utf8')) as { settings: Record<string, unknown> }).settings;

describe('each preset trains and classifies', () => {
  const ownNeeds = ['pretrained', 'transfer', 'universal-sentence-encoder'];
  it.each(presetNames.filter((name) => !ownNeeds.includes(name)))('%s', async (name) => {
    expect(await trained(name, '--preset', name, ...tiny)).toContain(`\n9 steps of 4 texts, 3 an epoch\n`);
  });

  it('the three that mask padding learn the same', async () => {
    const histories: number[][] = [];
    for (const name of ['geron-masked', 'geron-explicit-mask', 'geron-ragged']) {
      await trained(`same-${name}`, '--preset', name, ...tiny, '--dropout', '0');
      const rows = readFileSync(join(folder, `same-${name}`, 'history.csv'), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1);
      histories.push(rows.flatMap((row) => row.split(',').map(Number)));
    }
    expect(histories[0]).toHaveLength(3 * 7);
    for (const history of histories.slice(1)) expectClose(history, histories[0]!);
  }, 60_000);

  it('pretrained, reporting the words without a vector, and keeping those with one as they are', async () => {
    const options = ['--preset', 'pretrained', '--vectors', 'vectors.txt', ...small, '--units', '8'];
    expect(await trained('pretrained', ...options)).toMatch(
      /\n\d+ of \d+ tokens have no word vector, first of all was .*\nembedding 3, bidirectional GRU 8,/,
    );
    expect(settingsOf('pretrained')).toMatchObject({ embedding: 3, frozen: true });
    expect(readFileSync(join(folder, 'pretrained', 'missing-words.txt'), 'utf8')).toMatch(/^was\n[^]*\bnot\n/);
    const tuned = await trained('fine-tuned', ...options, '--no-frozen');
    expect(tuned).toContain('\nembedding 3,');
    expect(weights('pretrained')).toContain(float32('1 0.5 0'));
    expect(weights('fine-tuned')).not.toContain(float32('1 0.5 0'));
  });

  it.each(['words', 'pairs'])('transfer, from a language model of %s, and the same from scratch', async (model) => {
    const options = ['--preset', 'transfer', '--language-model', model, ...small, '--labels', '8'];
    const transferred = await trained(`transfer-${model}`, ...options, '--unfreeze-every', '3');
    expect(transferred).toMatch(
      /^Refrain trains .*\n8 texts to train on, 4 to validate, 4 held out; \d+ tokens \(language-model\)\nembedding 5, GRU 6 \+ 4, mean pooling, masking ragged,/,
    );
    await trained(`scratch-${model}`, ...options, '--from-scratch');
    expect(settingsOf(`transfer-${model}`)).toMatchObject({ embedding: 5, cell: 'gru', units: [6, 4], layerRate: 0.5 });
    expect(settingsOf(`scratch-${model}`)).not.toHaveProperty('layerRate');
    expect(settingsOf(`scratch-${model}`)).not.toHaveProperty('unfreezeEvery');
    // The embedding joins last, behind the end of so short a training.
    const embedding = firstVector(model);
    expect(weights(`transfer-${model}`)).toContain(embedding);
    expect(weights(`scratch-${model}`)).not.toContain(embedding);
  });
});

function weights(name: string): string {
  return readFileSync(join(folder, name, 'weights.safetensors')).toString('latin1');
}

/** Numbers as the bytes of a file of weights. */
function float32(numbers: string): string {
  return Buffer.from(Float32Array.from(numbers.split(' '), Number).buffer).toString('latin1');
}

/** The bytes of a model's first vector: five numbers behind the header of its file of weights. */
function firstVector(name: string): string {
  const bytes = readFileSync(join(folder, name, 'weights.safetensors'));
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE())).toString()) as {
    embedding: { data_offsets: [number, number] };
  };
  const start = 8 + Number(bytes.readBigUInt64LE()) + header.embedding.data_offsets[0];
  return bytes.subarray(start, start + 20).toString('latin1');
}
