import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactError, sha256 } from '@refrain/core';
import { phrasebook } from '../phrasebook/phrasebook.js';
import { loadPairs } from './load-pairs.js';
import { pairCorpora, pairCorpusNames } from './pair-corpora.js';
import { readPairs } from './read-pairs.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-pairs-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const offline = async (): Promise<Response> => {
  throw new TypeError('fetch failed');
};
const { url, sha256: expected } = pairCorpora['spa-eng'].download;
const withoutConnection =
  "Without a connection use the corpus 'phrasebook', which is part of the package, or the path of a file of pairs.";

const { training, heldOut } = phrasebook();

describe('pairCorpora', () => {
  it('have names', () => {
    expect(pairCorpusNames).toEqual(['phrasebook', 'spa-eng']);
  });

  it('are described as they are', () => {
    const pairs = [...training, ...heldOut];
    expect(pairs).toHaveLength(pairCorpora.phrasebook.pairs);
    expect(new Set(pairs.map(({ source }) => source)).size).toBe(pairCorpora.phrasebook.sources);
  });
});

describe('loadPairs', () => {
  it('gives the whole phrasebook, the sentences held out last', async () => {
    const pairs = await loadPairs('phrasebook');
    expect(pairs).toHaveLength(training.length + heldOut.length);
    expect([pairs[0], pairs[training.length]]).toEqual([training[0], heldOut[0]]);
  });

  it('says why a download failed, and what works without one', async () => {
    const loading = loadPairs('spa-eng', { fetch: offline });
    await expect(loading).rejects.toThrow(ArtifactError);
    await expect(loading).rejects.toMatchObject({
      message: `expected to download the corpus spa-eng from ${url}; fetch failed. ${withoutConnection}`,
    });
  });

  it('refuses other names and options', async () => {
    await expect(loadPairs('fra-eng' as never)).rejects.toThrow(
      new Error('name must be one of "phrasebook", "spa-eng"; received "fra-eng".'),
    );
    await expect(loadPairs('phrasebook', { cacheDirectory: '.' } as never)).rejects.toThrow(
      new Error('loadPairs does not know the option "cacheDirectory"; known options are signal, fetch.'),
    );
  });
});

describe('readPairs', () => {
  it('reads a corpus by its name', async () => {
    expect(await readPairs('phrasebook')).toHaveLength(training.length + heldOut.length);
  });

  it('reads a file by its path', async () => {
    expect(await readPairs(await file('pairs.tsv', '\ufeffGo.\tVe.\r\nHi.\tHola.\r\n'))).toEqual([
      { source: 'Go.', target: 'Ve.' },
      { source: 'Hi.', target: 'Hola.' },
    ]);
  });

  it('refuses a download of other bytes, and keeps nothing of it', async () => {
    const cacheDirectory = join(folder, 'cache');
    const fetch = async (): Promise<Response> => new Response('Go.\tVe.\n');
    const found = await sha256(new TextEncoder().encode('Go.\tVe.\n'));
    await expect(readPairs('spa-eng', { cacheDirectory, fetch })).rejects.toThrow(
      new Error(
        `expected to download the corpus spa-eng from ${url}; its sha256 is ${found}, where ${expected} was expected. ${withoutConnection}`,
      ),
    );
    expect(await readdir(folder)).not.toContain('cache');
  });

  it('does not trust a kept file that has changed', async () => {
    await file('spa-eng.zip', 'PK');
    await expect(readPairs('spa-eng', { cacheDirectory: folder, fetch: offline })).rejects.toThrow('fetch failed');
  });

  it('needs a folder for downloads', async () => {
    await expect(readPairs('spa-eng')).rejects.toThrow(
      new Error(
        'cacheDirectory must be the path of a folder; received undefined. The corpus spa-eng is downloaded, and kept there.',
      ),
    );
  });

  it('names the file and the line that is no pair', async () => {
    const path = await file('no-tab.tsv', 'Go.\tVe.\nHi. Hola.\n');
    await expect(readPairs(path)).rejects.toThrow(
      new Error(
        `pairs must be lines of a sentence, a tab and its translation; ${path} has no tab in line 2. Put one between the sentence and its translation.`,
      ),
    );
  });

  it('names the file that is not UTF-8', async () => {
    const path = await file('latin1.tsv', Uint8Array.of(0x61, 0x09, 0xe9, 0x0a));
    await expect(readPairs(path)).rejects.toThrow(
      new Error(`a corpus must be text in UTF-8; ${path} is not valid at byte 2 (0xe9). Convert it to UTF-8.`),
    );
  });

  it.each([
    ['nothing', 'does not exist. Check the path.'],
    ['.', 'is a folder. Give the path of a file.'],
  ])('refuses the path %s', async (name, reason) => {
    const path = join(folder, name);
    await expect(readPairs(path)).rejects.toThrow(
      new Error(`a corpus must be phrasebook, spa-eng, or the path of a file of sentence pairs; ${path} ${reason}`),
    );
  });

  it('refuses what is no name and no path, and unknown options', async () => {
    await expect(readPairs('')).rejects.toThrow(
      new Error('corpus must be phrasebook, spa-eng, or the path of a file of sentence pairs; received "".'),
    );
    await expect(readPairs('phrasebook', { lineEnds: 'lf' } as never)).rejects.toThrow(
      new Error('readPairs does not know the option "lineEnds"; known options are cacheDirectory, signal, fetch.'),
    );
  });

  it('ends when the signal says so', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readPairs(await file('long.tsv', 'a\tb'), { signal })).rejects.toThrow(new Error('enough'));
  });
});
