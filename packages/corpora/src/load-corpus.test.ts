import { ArtifactError, InvalidArgumentError } from '@refrain/core';
import { corpora } from './corpora.js';
import { loadCorpus } from './load-corpus.js';

const { url, sha256 } = corpora.tinyshakespeare.download;

describe('loadCorpus', () => {
  it('joins the sonnets by blank lines and their verses by line ends', async () => {
    const text = await loadCorpus('sonnets');
    const sonnets = text.split('\n\n');
    expect(sonnets).toHaveLength(154);
    expect(text).toHaveLength(94_109);
    expect(new Set(text).size).toBe(61);
    expect(text.startsWith('From fairest creatures we desire increase,\nThat thereby')).toBe(true);
    expect(sonnets[17]!.split('\n')[0]).toBe("Shall I compare thee to a summer's day?");
    expect(sonnets.map((sonnet) => sonnet.split('\n').length).filter((verses) => verses !== 14)).toEqual([15, 12]);
    expect(text).not.toContain('\r');
  });

  it('refuses a download that is not the expected text', async () => {
    const requested: unknown[] = [];
    const fetch = async (address: unknown) => {
      requested.push(address);
      return new Response('another text');
    };
    const loading = loadCorpus('tinyshakespeare', { fetch: fetch as typeof globalThis.fetch });
    await expect(loading).rejects.toThrow(ArtifactError);
    await expect(loading).rejects.toThrow(
      new Error(
        `expected to download the corpus tinyshakespeare from ${url}; its sha256 is ` +
          `4895ecc6f0c011072af486ea30a1239caa1b297fb61ecaca8ac94d9c2071be22, where ${sha256} was expected. ` +
          "Without a connection use the corpus 'sonnets', which is part of the package, or the path of a text file.",
      ),
    );
    expect(requested).toEqual([url]);
  });

  it('refuses a name that it does not know', async () => {
    const loading = loadCorpus('hamlet' as never);
    await expect(loading).rejects.toThrow(InvalidArgumentError);
    await expect(loading).rejects.toThrow(
      new Error('name must be one of "sonnets", "tinyshakespeare"; received "hamlet".'),
    );
    await expect(loadCorpus('toString' as never)).rejects.toThrow('received "toString".');
  });

  it('refuses unknown options', async () => {
    await expect(loadCorpus('sonnets', { cache: '.' } as never)).rejects.toThrow(
      new Error('loadCorpus does not know the option "cache"; known options are signal, fetch.'),
    );
  });
});
