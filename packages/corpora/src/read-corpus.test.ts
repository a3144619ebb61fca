import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactError, InvalidArgumentError } from '@refrain/core';
import { loadCorpus } from './load-corpus.js';
import { readCorpus } from './read-corpus.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-corpora-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

describe('readCorpus', () => {
  it('reads a corpus by its name', async () => {
    expect(await readCorpus('sonnets')).toBe(await loadCorpus('sonnets'));
  });

  it('reads a file by its path, without its byte-order mark', async () => {
    expect(await readCorpus(await file('plain', '\ufeffUn café 🙂\r\n'))).toBe('Un café 🙂\r\n');
  });

  it('makes line ends one on request', async () => {
    expect(await readCorpus(await file('ends', 'a\r\nb\rc\n'), { lineEnds: 'lf' })).toBe('a\nb\nc\n');
  });

  it('says that it is offline, and what works without a connection', async () => {
    const fetch = async () => {
      throw new TypeError('fetch failed');
    };
    const reading = readCorpus('tinyshakespeare', { cacheDirectory: join(folder, 'cache'), fetch });
    await expect(reading).rejects.toThrow(ArtifactError);
    await expect(reading).rejects.toThrow(
      'expected to download the corpus tinyshakespeare from ' +
        'https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt; fetch failed. ' +
        "Without a connection use the corpus 'sonnets', which is part of the package, or the path of a text file.",
    );
  });

  it('needs a folder for downloads', async () => {
    await expect(readCorpus('tinyshakespeare')).rejects.toThrow(
      new Error(
        'cacheDirectory must be the path of a folder; received undefined. ' +
          'The corpus tinyshakespeare is downloaded, and kept there.',
      ),
    );
  });

  it('refuses a path where nothing is', async () => {
    const path = join(folder, 'nothing');
    const reading = readCorpus(path);
    await expect(reading).rejects.toThrow(InvalidArgumentError);
    await expect(reading).rejects.toThrow(
      new Error(
        `a corpus must be sonnets, tinyshakespeare, or the path of a text file; ${path} does not exist. Check the path.`,
      ),
    );
    await expect(readCorpus(join(await file('leaf', 'a'), 'b'))).rejects.toThrow(
      'leaf/b does not exist. Check the path.',
    );
  });

  it('refuses a folder', async () => {
    await mkdir(join(folder, 'folder'));
    await expect(readCorpus(join(folder, 'folder'))).rejects.toThrow(
      `${join(folder, 'folder')} is a folder. Give the path of a file.`,
    );
  });

  it('refuses what is no name and no path', async () => {
    await expect(readCorpus('')).rejects.toThrow(
      new Error('corpus must be sonnets, tinyshakespeare, or the path of a text file; received "".'),
    );
    await expect(readCorpus('a\0b')).rejects.toThrow("can't be read (The argument 'path' must be");
  });

  it('names the file that is not text', async () => {
    const path = await file('binary', Uint8Array.of(0x61, 0));
    await expect(readCorpus(path)).rejects.toThrow(
      new Error(
        `a corpus must be text in UTF-8; ${path} has a NUL at byte 1, as only binary files have. Give a text file.`,
      ),
    );
  });

  it('ends when the signal says so', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readCorpus(await file('long', 'a'), { signal })).rejects.toThrow(new Error('enough'));
  });

  it('refuses unknown options', async () => {
    await expect(readCorpus('sonnets', { cache: '.' } as never)).rejects.toThrow(
      new Error(
        'readCorpus does not know the option "cache"; known options are cacheDirectory, lineEnds, signal, fetch.',
      ),
    );
    await expect(readCorpus('sonnets', { lineEnds: 'crlf' } as never)).rejects.toThrow(
      new Error('lineEnds must be one of "keep", "lf"; received "crlf".'),
    );
  });
});
