import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, scratchFolder } from '@refrain/app-kit/testing';
import { useRefrain } from '@refrain/backend';
import { tokenizerFromJSON } from '@refrain/tokenizers';
import { run } from './testing/command.js';
import { poem } from './testing/tiny-run.js';
import { openRun } from './trained-model.js';

const vectors = 'the 1 0.5 0\nto -1 -0.5 0.25\nbe 0 0.125 1\nelsewhere 1 1 1\n';
const folder = scratchFolder({
  'text.txt': poem,
  'vectors.txt': vectors,
  'moved.txt': vectors,
  'foreign.txt': 'Frühling 1 2\n',
  'uneven.txt': 'the 1 2 3\nto 1 2\n',
});

const train = ['train', '--corpus', 'text.txt', '--tokenizer', 'word', '--lowercase', '--units', '8', '--length', '8'];
const short = [...train, '--batch', '4', '--steps', '6', '--checkpoint-every', '2', '--validate-every', '2'];

beforeAll(useRefrain);

/** The vectors of a run's words, by the words as they stand in the text. */
async function trainedVectors(directory: string): Promise<Record<string, number[]>> {
  const { writer } = await openRun(join(folder, directory));
  const values = writer.model.variables()[0]!.variable.dataSync<'float32'>();
  writer.model.dispose();
  const { tokens } = tokenizerFromJSON(readFileSync(join(folder, directory, 'tokenizer.json'), 'utf8')).vocabulary;
  return Object.fromEntries(tokens.map((token, id) => [token, Array.from(values.subarray(3 * id, 3 * id + 3))]));
}

describe('train --vectors', () => {
  it('begins with the vectors, keeps them with --frozen, and tells words without one apart', async () => {
    const shown = await expectSuccess(
      run(folder, [...short, '--vectors', 'vectors.txt', '--frozen', '--run', 'frozen']),
    );
    const missing = readFileSync(join(folder, 'frozen', 'missing-words.txt'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(shown).toContain(` tokens have no word vector, first of all ${missing.slice(0, 8).join(' ')}\n`);
    expect(shown).toContain('embedding 3, GRU 8');
    expect(missing).toContain('question');
    expect(missing).not.toContain('the');
    expect(missing).not.toContain('<unknown>');
    const found = await trainedVectors('frozen');
    expect([found[' the'], found[' to'], found['to'], found[' be']]).toEqual([
      [1, 0.5, 0],
      [-1, -0.5, 0.25],
      [-1, -0.5, 0.25],
      [0, 0.125, 1],
    ]);
    expect(found[' question']).not.toEqual(found[' suffer']);
  });

  it('trains them on otherwise, and goes on without their file', async () => {
    const words = [...short, '--preset', 'geron', '--vectors', 'moved.txt', '--run', 'tuned'];
    await expectSuccess(run(folder, words));
    expect((await trainedVectors('tuned'))[' the']).not.toEqual([1, 0.5, 0]);
    rmSync(join(folder, 'moved.txt'));
    await expectSuccess(run(folder, ['train', '--run', 'tuned', '--resume', '--steps', '8']));
  });

  it('begins with them again where it was stopped before its first checkpoint', async () => {
    await expectSuccess(run(folder, [...short, '--vectors', 'vectors.txt', '--run', 'stopped']));
    const trained = await trainedVectors('stopped');
    for (const name of ['checkpoints', 'config.json', 'weights.safetensors']) {
      rmSync(join(folder, 'stopped', name), { recursive: true });
    }
    await expectSuccess(run(folder, ['train', '--run', 'stopped', '--resume']));
    expect(await trainedVectors('stopped')).toEqual(trained);
  });

  it.each([
    [
      'foreign.txt',
      /^error: --vectors must be the vectors of words of the corpus; foreign\.txt has none of its \d+ tokens\. Check that both are of one language\.\n$/,
    ],
    ['uneven.txt', /^error: .*line 2.*\n$/],
    ['no.txt', /^error: .*no\.txt.*\n$/],
  ])('refuses %s, and begins no run', async (file, message) => {
    const { exitCode, stderr } = await run(folder, [...short, '--vectors', file, '--run', 'new']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });
});
