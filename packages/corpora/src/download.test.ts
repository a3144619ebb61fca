import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ArtifactError } from '@refrain/core';
import { download } from './download.js';

const text = 'a text\n';
const sha256 = createHash('sha256').update(text).digest('hex');

/** Serves `status` and `body` on this machine while `work` runs. */
async function serving(
  { status = 200, body = text, hang = false },
  work: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((_, response) => {
    response.writeHead(status);
    if (hang) response.write('a');
    else response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/text`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const words = { name: 'words', file: 'words.txt', sha256, otherwise: 'a book' };
const remedy = 'Without a connection use a book.';

describe('download', () => {
  it('gives the bytes of the address', async () => {
    await serving({}, async (url) => {
      expect(new TextDecoder().decode(await download({ ...words, url }, {}))).toBe(text);
    });
  });

  it.each([
    [
      { body: 'a tex\n' },
      `its sha256 is ${createHash('sha256').update('a tex\n').digest('hex')}, where ${sha256} was expected`,
    ],
    [{ status: 404 }, 'the server answered 404 Not Found'],
    [{ status: 500 }, 'the server answered 500 Internal Server Error'],
  ])('refuses what a server with %j gives', async (answer, reason) => {
    await serving(answer, async (url) => {
      const downloading = download({ ...words, url }, {});
      await expect(downloading).rejects.toThrow(ArtifactError);
      await expect(downloading).rejects.toThrow(
        new Error(`expected to download the corpus words from ${url}; ${reason}. ${remedy}`),
      );
    });
  });

  it('says why there is no connection, and what works without one', async () => {
    const fetch = async () => {
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } });
    };
    const downloading = download({ ...words, url: 'https://nowhere.test/words' }, { fetch });
    await expect(downloading).rejects.toThrow(
      expect.objectContaining({
        artifact: 'words',
        message: `expected to download the corpus words from https://nowhere.test/words; fetch failed (ENOTFOUND). ${remedy}`,
        cause: expect.any(TypeError),
      }),
    );
  });

  it('ends when the signal says so, also in the middle', async () => {
    await serving({ hang: true }, async (url) => {
      const controller = new AbortController();
      const downloading = download({ ...words, url }, { signal: controller.signal });
      setTimeout(() => controller.abort(new Error('enough')), 50);
      await expect(downloading).rejects.toThrow(new Error('enough'));
      await expect(download({ ...words, url }, { signal: controller.signal })).rejects.toThrow('enough');
    });
  });
});
