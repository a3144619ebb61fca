import { gzipSync } from 'node:zlib';
import { ArtifactError } from '@refrain/core';
import { packTar } from 'modern-tar';
import { aclImdbArchive, aclImdbFile } from './acl-imdb.js';

/** An archive of files by their names. */
async function archiveOf(files: Record<string, string | Uint8Array>): Promise<Uint8Array> {
  const entries = Object.entries(files).map(([name, content]) => {
    const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return { header: { name, size: body.length, type: 'file' as const }, body };
  });
  const folder = { header: { name: 'aclImdb/train/pos/', size: 0, type: 'directory' as const } };
  return gzipSync(await packTar([folder, ...entries]));
}

const files = {
  'aclImdb/README': 'Large Movie Review Dataset v1.0\n',
  'aclImdb/test/neg/0_2.txt': 'Once again :-(',
  'aclImdb/test/pos/0_10.txt': 'I went and saw this.',
  'aclImdb/train/neg/10_1.txt': 'Dull.<br /><br />Very dull.',
  'aclImdb/train/neg/2_4.txt': 'A mess.',
  'aclImdb/train/pos/2_9.txt': 'Trés bon 🙂',
  'aclImdb/train/unsup/2_0.txt': 'Who knows?',
  'aclImdb/train/pos/labels.txt': '1',
  'aclImdb/train/labeledBow.feat': '9 0:9 1:1',
};

describe('aclImdbArchive', () => {
  it('gives the labelled reviews by part and number, and nothing else of the archive', async () => {
    expect(await aclImdbArchive(await archiveOf(files), 'imdb')).toEqual({
      training: [
        { text: 'A mess.', label: 0 },
        { text: 'Trés bon 🙂', label: 1 },
        { text: 'Dull.<br /><br />Very dull.', label: 0 },
      ],
      validation: [],
      test: [
        { text: 'Once again :-(', label: 0 },
        { text: 'I went and saw this.', label: 1 },
      ],
    });
  });

  it('reads a review of a megabyte', async () => {
    const long = 'so long '.repeat(150_000);
    const { training } = await aclImdbArchive(
      await archiveOf({ 'train/pos/1_9.txt': long, 'train/neg/1_1.txt': 'short' }),
      'imdb',
    );
    expect(training.map(({ text }) => text.length)).toEqual([5, 1_200_000]);
  });

  it.each([
    ['a text', async () => new TextEncoder().encode('A mess.'), 'incorrect header check'],
    ['an archive cut short', async () => (await archiveOf(files)).subarray(0, 200), 'unexpected end of file'],
    ['an archive of other files', async () => archiveOf({ 'words.txt': 'a' }), 'it has no review'],
    ['what is compressed but no archive', async () => gzipSync('A mess.'.repeat(200)), 'Invalid tar number'],
  ])('refuses %s', async (_, make, reason) => {
    const reading = aclImdbArchive(await make(), 'imdb');
    await expect(reading).rejects.toThrow(ArtifactError);
    await expect(reading).rejects.toMatchObject({
      message: `expected imdb to be a tar.gz archive of train/pos, train/neg, test/pos and test/neg; ${reason}. Download it again.`,
    });
  });

  it('names the review that is empty or of another encoding, and the archive of one label', async () => {
    const empty = archiveOf({ 'train/pos/1_9.txt': ' \n' });
    await expect(aclImdbArchive(await empty, 'imdb')).rejects.toThrow(
      new Error(
        'labelled texts must each have a text and a label, 0 or 1; train/pos/1_9.txt has an empty text in line 1. Write the text, or leave the line out.',
      ),
    );
    const latin = archiveOf({ 'train/pos/1_9.txt': Uint8Array.of(0x61, 0xe9) });
    await expect(aclImdbArchive(await latin, 'imdb')).rejects.toThrow(
      new Error(
        'a corpus must be text in UTF-8; train/pos/1_9.txt is not valid at byte 1 (0xe9). Convert it to UTF-8.',
      ),
    );
    const onlyGood = archiveOf({ 'train/pos/1_9.txt': 'Fine.' });
    await expect(aclImdbArchive(await onlyGood, 'imdb')).rejects.toThrow(
      new Error(
        'labelled texts must each have a text and a label, 0 or 1; imdb has only texts of the label 1. Give texts of both labels.',
      ),
    );
  });
});

describe('aclImdbFile', () => {
  it('reads the name of a review', () => {
    expect(aclImdbFile('aclImdb/test/neg/127_3.txt')).toEqual({ part: 'test', label: 0, id: 127 });
    expect(aclImdbFile('train/pos/0_9.txt')).toEqual({ part: 'training', label: 1, id: 0 });
  });

  it.each(['train/unsup/0_0.txt', 'train/pos/README', 'train/pos/0_9.txt.bak', 'retrain/pos/0_9.txt'])(
    'takes %s for no review',
    (name) => expect(aclImdbFile(name)).toBeUndefined(),
  );
});
