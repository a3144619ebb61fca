import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectRefusal } from './testing/expect-refusal.js';
import { run } from './testing/run-command.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const folder = temporaryFolder();

beforeAll(async () => {
  mkdirSync(join(folder, 'folder'));
  writeFileSync(join(folder, 'latin1.txt'), Uint8Array.of(84, 111, 32, 0xe9, 116, 101));
  writeFileSync(join(folder, 'other.json'), '{"name": "other"}');
  writeFileSync(join(folder, 'half.bin'), Uint8Array.of(1, 0, 0, 0, 2));
  expect(await run(folder, ['train', 'poem.txt', '--kind', 'char'])).toMatchObject({ exitCode: 0 });
}, 30_000);

describe('input is refused', () => {
  it.each([
    [
      ['train', 'no.txt', '--output', 'new.json', '--kind', 'char'],
      'the system refused to open no.txt: it does not exist. Check the path.',
    ],
    [['encode', 'folder'], 'the system refused to read a file: it is a folder. Give the path of a file.'],
    [['encode', 'latin1.txt'], 'text must be in UTF-8; latin1.txt is not valid at byte 4 (0x74). Convert it to UTF-8.'],
    [
      ['encode', '--tokenizer', 'none.json'],
      'the system refused to open none.json: it does not exist. Check the path.',
    ],
    [
      ['decode', '--binary', 'half.bin'],
      '--binary reads ids of 4 bytes each; half.bin ends within one. Use another copy of it, or leave --binary out.',
    ],
    [
      ['train', '--output', 'no/such/new.json', '--kind', 'char', 'poem.txt'],
      'the system refused to open no/such/new.json: it does not exist. Check the path.',
    ],
  ])('%j', async (words, message) => {
    await expectRefusal(folder, { words, exitCode: 1, message });
  });

  it('with the remedies that this command has', async () => {
    await expectRefusal(folder, {
      words: ['encode'],
      input: 'To é',
      exitCode: 1,
      message:
        'text must hold only characters of the vocabulary; received "é" (U+00E9) at position 3. Train on text that has them, give the tokenizer an unknown token, or encode with --replace-unknown.',
    });
  });

  it.each([
    ['4 99 1', '"99" as number 2'],
    ['4 -1', '"-1" as number 2'],
    ['4 1.5', '"1.5" as number 2'],
    ['four', '"four" as number 1'],
  ])('as no ids: %s', async (input, received) => {
    const message = `every id must be an integer from 0 to 21; received ${received}. Give ids of this tokenizer.`;
    await expectRefusal(folder, { words: ['decode'], input, exitCode: 1, message });
  });

  it('as no tokenizer, naming the file', async () => {
    const { exitCode, stderr } = await run(folder, ['encode', '--tokenizer', 'other.json']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: other\.json: expected the stored tokenizer .*\n$/);
  });
});

describe('--debug', () => {
  it('adds the stack trace', async () => {
    const { stderr } = await run(folder, ['encode', '--debug', 'no.txt']);
    expect(stderr).toMatch(/^error: the system refused to open no\.txt: .*\n\nError: ENOENT/);
  });
});
