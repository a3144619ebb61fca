import { expectRefusal } from './testing/expect-refusal.js';
import { run } from './testing/run-command.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const folder = temporaryFolder();

beforeAll(async () => {
  expect(await run(folder, ['train', 'poem.txt', '--kind', 'char'])).toMatchObject({ exitCode: 0 });
}, 30_000);

describe('a command line is refused', () => {
  it.each([
    [['trian'], 'a command must be one of train, encode, decode, inspect; received "trian". Did you mean train?'],
    [['constructor'], 'a command must be one of train, encode, decode, inspect; received "constructor".'],
    [
      ['train', '--vocabluary', '9'],
      'unknown option --vocabluary. Did you mean --vocabulary? Give --help to see what there is.',
    ],
    [['train', '--vocabulary'], '--vocabulary must be followed by <tokens>; received nothing.'],
    [['train', '--kind', '--lowercase'], '--kind must be followed by <kind>; received --lowercase.'],
    [['train', '--lowercase=yes'], '--lowercase takes no value; received "yes". Leave it out.'],
    [
      ['train', '--kind', 'bpe', '--kind', 'char'],
      '--kind can be given once; received bpe and char. Give one of them.',
    ],
    [
      ['train', '--kind', 'unigam'],
      '--kind must be one of char, word, bpe, word-piece, unigram; received "unigam". Did you mean unigram?',
    ],
    [['train', '--vocabulary', '1e3'], '--vocabulary must be a positive integer; received "1e3".'],
    [
      ['train', '--special', 'ende=<eos>'],
      '--special must begin with one of padding, unknown, start, end, mask; received "ende=<eos>". Did you mean end?',
    ],
    [['train', 'poem.txt'], 'tokenizer.json exists. Give --output tokenizer.json to replace it, or another name.'],
    [
      ['train', 'poem.txt', '--output', 'new.json'],
      '--vocabulary must say how many tokens there are to be, such as 8000; received nothing.',
    ],
    [
      ['train', 'poem.txt', '--output', 'new.json', '--kind', 'char', '--vocabulary', '9'],
      '--vocabulary is a number of words or subwords; received 9 with --kind char, whose vocabulary is the characters of the text. Leave it out.',
    ],
    [
      ['train', 'poem.txt', '--output', 'new.json', '--kind', 'char', '--special', 'end=<e>', '--special', 'start=<e>'],
      '--special: special.start must be different from the other special tokens; received "<e>".',
    ],
    [
      ['encode', '--replace-unknown', 'zz', 'poem.txt'],
      '--replace-unknown must be a token of the vocabulary, or \'\' to leave unknown text out; received "zz".',
    ],
    [['encode', '--binary', '--lines'], '--binary has no lines; received --lines too. Give one of them.'],
    [
      ['encode', '--merges-file', 'merges.txt'],
      '--vocabulary-file and --merges-file belong together; received only --merges-file. Give both, or --tokenizer.',
    ],
    [
      ['inspect', '--text', 'a', 'poem.txt'],
      'a text is --text or a file; received --text and poem.txt. Give one of them.',
    ],
  ])('%j', async (words, message) => {
    await expectRefusal(folder, { words, exitCode: 2, message });
  });

  it.each([
    ['bpe', '9000'],
    ['unigram', '9000'],
    ['word-piece', '9000'],
    ['bpe', '100'],
    ['unigram', '5'],
    ['word', '1'],
  ])('that asks for a vocabulary that the text can not give: %s %s', async (kind, size) => {
    const words = ['train', 'poem.txt', '--output', 'new.json', '--kind', kind, '--vocabulary', size];
    const { exitCode, stderr } = await run(folder, words);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(new RegExp(`^error: --vocabulary must .*received ${size}.*\\n$`));
  });
});
