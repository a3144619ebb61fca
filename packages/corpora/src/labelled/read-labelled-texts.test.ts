import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ArtifactError } from '@refrain/core';
import { packTar } from 'modern-tar';
import { opinions } from '../opinions/opinions.js';
import { loadLabelledTexts } from './load-labelled-texts.js';
import { readLabelledTexts } from './read-labelled-texts.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-labelled-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const dull = { text: 'Dull.', label: 0 };
const fine = { text: 'Fine.', label: 1 };

describe('readLabelledTexts', () => {
  it('reads the opinions by their name', async () => {
    const { training, heldOut } = opinions();
    const parts = await readLabelledTexts('opinions');
    expect(parts).toEqual({ training, validation: [], test: heldOut });
    expect(await loadLabelledTexts('opinions')).toEqual(parts);
  });

  it('reads a table of tabs or of commas', async () => {
    const tabs = await file('one.tsv', 'sentence\tlabel\nDull.\t0\nFine.\t1\n');
    const commas = await file('one.csv', 'review,sentiment\nDull.,negative\n"Fine.",positive\n');
    for (const path of [tabs, commas]) {
      expect(await readLabelledTexts(path)).toEqual({ training: [dull, fine], validation: [], test: [] });
    }
  });

  it('reads a folder of tables, each a part', async () => {
    const table = 'sentence\tlabel\nDull.\t0\nFine.\t1\n';
    for (const name of ['train.tsv', 'dev.tsv', 'test.tsv']) await file(`sst2/${name}`, table);
    const part = [dull, fine];
    expect(await readLabelledTexts(join(folder, 'sst2'))).toEqual({ training: part, validation: part, test: part });
    await file('two/train.csv', 'words,label\n"Dull.",0\n"Fine.",1\n');
    expect(await readLabelledTexts(join(folder, 'two'), { columns: { text: 'words' } })).toEqual({
      training: part,
      validation: [],
      test: [],
    });
  });

  it('reads rt-polarity, both labels in turn', async () => {
    await file('rt/rt-polarity.pos', 'good one .\ngood "two" .\ngood three .\n');
    await file('rt/rt-polarity.neg', 'bad one .\n');
    expect(await readLabelledTexts(join(folder, 'rt'))).toEqual({
      training: [
        { text: 'bad one .', label: 0 },
        { text: 'good one .', label: 1 },
        { text: 'good "two" .', label: 1 },
        { text: 'good three .', label: 1 },
      ],
      validation: [],
      test: [],
    });
    const path = await file('rt/rt-polarity.neg', 'bad one .\n\nbad three .\n');
    await expect(readLabelledTexts(join(folder, 'rt'))).rejects.toThrow(
      `${path} has an empty text in line 2. Write the text, or leave the line out.`,
    );
  });

  it('reads an aclImdb folder as it reads its archive', async () => {
    const names = ['train/pos/10_9.txt', 'train/pos/9_9.txt', 'train/neg/9_1.txt', 'test/neg/3_1.txt'];
    for (const name of names) await file(`aclImdb/${name}`, `About ${name}.<br />`);
    await file('aclImdb/train/unsup/1_0.txt', 'Who knows?');
    const parts = await readLabelledTexts(join(folder, 'aclImdb'));
    expect(parts).toEqual({
      training: [
        { text: 'About train/neg/9_1.txt.<br />', label: 0 },
        { text: 'About train/pos/9_9.txt.<br />', label: 1 },
        { text: 'About train/pos/10_9.txt.<br />', label: 1 },
      ],
      validation: [],
      test: [{ text: 'About test/neg/3_1.txt.<br />', label: 0 }],
    });
    const entries = names.map((name) => {
      const body = `About ${name}.<br />`;
      return { header: { name: `aclImdb/${name}`, size: body.length }, body };
    });
    const archive = await file('aclImdb_v1.tar.gz', gzipSync(await packTar(entries)));
    expect(await readLabelledTexts(archive)).toEqual(parts);
  });

  it('downloads imdb, and refuses another archive', async () => {
    const fetch = async () => new Response(gzipSync('another archive'));
    const reading = readLabelledTexts('imdb', { cacheDirectory: join(folder, 'cache'), fetch });
    await expect(reading).rejects.toThrow(ArtifactError);
    await expect(reading).rejects.toThrow(
      /^expected to download the corpus imdb from https:\/\/ai\.stanford\.edu\/~amaas\/data\/sentiment\/aclImdb_v1\.tar\.gz; its sha256 is \w+, where c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe was expected\. Without a connection use the corpus 'opinions', which is part of the package, or the path of labelled texts\.$/,
    );
    await expect(loadLabelledTexts('imdb', { fetch })).rejects.toThrow('expected to download the corpus imdb from');
    await expect(readLabelledTexts('imdb')).rejects.toThrow(
      new Error(
        'cacheDirectory must be the path of a folder; received undefined. The corpus imdb is downloaded, and kept there.',
      ),
    );
  });

  it('says which file and line is wrong', async () => {
    const path = await file('bad/train.csv', 'text,label\n"two\nlines",1\nB.,maybe\n');
    await expect(readLabelledTexts(join(folder, 'bad'))).rejects.toThrow(
      new Error(
        `labelled texts must each have a text and a label, 0 or 1; ${path} has the label "maybe" in line 4. Write one of 0, 1, neg, pos, negative, positive.`,
      ),
    );
    const latin = await file('latin.tsv', Uint8Array.of(0x61, 0xe9));
    await expect(readLabelledTexts(latin)).rejects.toThrow(
      new Error(`a corpus must be text in UTF-8; ${latin} is not valid at byte 1 (0xe9). Convert it to UTF-8.`),
    );
  });

  it('refuses a path where nothing is, and a folder without labelled texts', async () => {
    const nothing = join(folder, 'nothing');
    await expect(readLabelledTexts(nothing)).rejects.toThrow(
      new Error(
        `a corpus must be opinions, imdb, or the path of labelled texts; ${nothing} does not exist. Check the path.`,
      ),
    );
    await mkdir(join(folder, 'empty'));
    await expect(readLabelledTexts(join(folder, 'empty'))).rejects.toThrow(
      `${join(folder, 'empty')} is a folder without train.tsv, train.csv, rt-polarity.pos or train. Give the path of one of those, or of a file.`,
    );
  });

  it('refuses what is no path, a name it does not know, and unknown options', async () => {
    await expect(readLabelledTexts('')).rejects.toThrow(
      new Error('corpus must be opinions, imdb, or the path of labelled texts; received "".'),
    );
    await expect(loadLabelledTexts('yelp' as never)).rejects.toThrow(
      new Error('name must be one of "opinions", "imdb"; received "yelp".'),
    );
    await expect(readLabelledTexts('opinions', { lineEnds: 'lf' } as never)).rejects.toThrow(
      new Error(
        'readLabelledTexts does not know the option "lineEnds"; known options are cacheDirectory, columns, signal, fetch.',
      ),
    );
  });

  it('ends when the signal says so', async () => {
    const path = await file('long.tsv', 'text\tlabel\n');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readLabelledTexts(path, { signal })).rejects.toThrow(new Error('enough'));
  });
});
