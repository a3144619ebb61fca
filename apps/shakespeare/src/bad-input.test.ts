import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  cpSync,
  readdirSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runInShell } from './testing/command.js';

const text = 'To be, or not to be, that is the question:\nWhether tis nobler in the mind to suffer\n'.repeat(12);
const tiny = ['--units', '8', '--embedding', '4', '--length', '8', '--batch', '4'];
const trained = ['train', '--corpus', 'text.txt', ...tiny, '--steps', '4', '--checkpoint-every', '2', '--run', 'run'];

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shakespeare-'));
  writeFileSync(join(folder, 'text.txt'), text);
  writeFileSync(join(folder, 'empty.txt'), '');
  writeFileSync(join(folder, 'short.txt'), 'To be.');
  writeFileSync(join(folder, 'binary.txt'), Uint8Array.of(65, 66, 0, 67));
  writeFileSync(join(folder, 'latin1.txt'), Uint8Array.of(84, 111, 32, 0xe9, 116, 101));
  mkdirSync(join(folder, 'folder'));
  expect(await run(folder, trained)).toMatchObject({ exitCode: 0, stderr: '' });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The whole of what a refused command says. */
async function refused(...words: string[]): Promise<{ exitCode: number | null; message: string }> {
  const { exitCode, stderr } = await run(folder, words);
  return { exitCode, message: stderr };
}

describe('train refuses', () => {
  const corpora = 'a corpus must be text in UTF-8;';
  it.each([
    ['empty.txt', `${corpora} empty.txt is empty. Give a file that has text in it.`],
    ['binary.txt', `${corpora} binary.txt has a NUL at byte 2, as only binary files have. Give a text file.`],
    ['latin1.txt', `${corpora} latin1.txt is not valid at byte 3 (0xe9). Convert it to UTF-8.`],
    [
      'folder',
      'a corpus must be sonnets, tinyshakespeare, or the path of a text file; folder is a folder. Give the path of a file.',
    ],
    [
      'no.txt',
      '--corpus must be sonnets, tinyshakespeare, or the path of a text file; no.txt does not exist. Check the path.',
    ],
    [
      'sonets',
      '--corpus must be sonnets, tinyshakespeare, or the path of a text file; sonets does not exist. Did you mean sonnets?',
    ],
    [
      'short.txt',
      '--corpus must leave at least 36 characters to train on, for a window of 8 and the character behind it in each of 4 strips; received 5. Give a longer text, or a smaller --length or --batch.',
    ],
  ])('the corpus %s', async (corpus, message) => {
    expect(await refused('train', '--corpus', corpus, ...tiny, '--run', 'new')).toEqual({
      exitCode: 1,
      message: `error: ${message}\n`.replaceAll(corpus === 'no.txt' ? '' : '\0', ''),
    });
  });
});
