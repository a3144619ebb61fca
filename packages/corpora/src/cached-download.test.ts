import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedDownload } from './cached-download.js';

const text = 'a text\n';
const source = {
  name: 'words',
  file: 'words.txt',
  url: 'https://nowhere.test/words',
  sha256: createHash('sha256').update(text).digest('hex'),
  otherwise: 'a book',
};
const online = jest.fn(async () => new Response(text));
const offline = async () => {
  throw new TypeError('fetch failed');
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-corpora-'));
  online.mockClear();
});

afterEach(() => rm(folder, { recursive: true }));

async function read(fetch: () => Promise<Response>, cacheDirectory = folder): Promise<string> {
  return new TextDecoder().decode(await cachedDownload(source, { cacheDirectory, fetch }));
}

describe('cachedDownload', () => {
  it('downloads once, into a folder that it makes', async () => {
    const cache = join(folder, 'deep', 'cache');
    expect(await read(online, cache)).toBe(text);
    expect(await read(offline, cache)).toBe(text);
    expect(online).toHaveBeenCalledTimes(1);
    expect(await readdir(cache)).toEqual(['words.txt']);
  });

  it('downloads again what has changed in the folder', async () => {
    await writeFile(join(folder, 'words.txt'), 'a te');
    expect(await read(online)).toBe(text);
    expect(await readFile(join(folder, 'words.txt'), 'utf8')).toBe(text);
  });

  it('never gives what has changed in the folder', async () => {
    await writeFile(join(folder, 'words.txt'), 'a te');
    await expect(read(offline)).rejects.toThrow('fetch failed');
  });

  it('keeps nothing of a download that is not the expected text', async () => {
    await expect(read(async () => new Response('other'))).rejects.toThrow(`where ${source.sha256} was expected`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('passes on what is wrong with the folder itself', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(read(online, join(folder, 'file'))).rejects.toThrow('expected to write words.txt; EEXIST');
  });
});
