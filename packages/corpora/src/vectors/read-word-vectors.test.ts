import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWordVectors } from './read-word-vectors.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-vectors-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('readWordVectors', () => {
  it('reads the wanted words of a file that has far more, piece by piece', async () => {
    const path = join(folder, 'large.txt');
    const file = await open(path, 'w');
    const vector = Array.from({ length: 50 }, (_, index) => (index / 7).toFixed(6)).join(' ');
    for (let row = 0; row < 8_000; row += 1_000) {
      await file.write(Array.from({ length: 1_000 }, (_, at) => `word${row + at} ${vector}\n`).join(''));
    }
    await file.close();
    const { words, dimensions, values } = await readWordVectors(path, { words: ['word7999', 'word3', 'missing'] });
    expect([words, dimensions, values.length]).toEqual([['word3', 'word7999'], 50, 100]);
    expect(values[51]).toBe(Math.fround(0.142857));
  });

  it('names the line that has another width', async () => {
    const path = join(folder, 'wrong.txt');
    await writeFile(path, 'a 1 2\nb 1 2\nc 1\n');
    await expect(readWordVectors(path)).rejects.toThrow(
      `${path} has 1 numbers in line 3, where line 1 has 2. Download it again, or give another file.`,
    );
  });

  it('refuses a path where nothing is, a folder, and what is no path', async () => {
    const path = join(folder, 'nothing');
    await expect(readWordVectors(path)).rejects.toThrow(
      new Error(`path must be that of a file of word vectors; ${path} does not exist. Check the path.`),
    );
    await expect(readWordVectors(folder)).rejects.toThrow(
      new Error(`path must be that of a file of word vectors; ${folder} is a folder. Give the path of a file.`),
    );
    await expect(readWordVectors('')).rejects.toThrow(
      new Error('path must be that of a file of word vectors; received "".'),
    );
    await expect(readWordVectors(path, { source: 'a' } as never)).rejects.toThrow(
      new Error('readWordVectors does not know the option "source"; known options are words, signal.'),
    );
  });

  it('ends when the signal says so', async () => {
    const path = join(folder, 'one.txt');
    await writeFile(path, 'a 1\n');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readWordVectors(path, { signal })).rejects.toThrow(new Error('enough'));
  });
});
