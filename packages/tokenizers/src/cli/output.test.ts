import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run, runInShell, start } from './testing/run-command.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const folder = temporaryFolder();

beforeAll(async () => {
  expect(await run(folder, ['train', 'poem.txt', '--kind', 'char'])).toMatchObject({ exitCode: 0 });
}, 30_000);

describe('a file that is written', () => {
  it('stays as it was, and nothing is left beside it, where the command fails', async () => {
    writeFileSync(join(folder, 'ids.txt'), 'before');
    writeFileSync(join(folder, 'long.txt'), `${'To be '.repeat(200_000)}é`);
    const before = readdirSync(folder);
    const { exitCode } = await run(folder, ['encode', 'long.txt', '--output', 'ids.txt']);
    expect(exitCode).toBe(1);
    expect(readFileSync(join(folder, 'ids.txt'), 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves nothing behind at %s', async (signal, code) => {
    const before = readdirSync(folder);
    const { process, finished } = start(folder, ['encode', '--output', 'interrupted.txt']);
    process.stdin!.write('To be');
    while (!readdirSync(folder).some((file) => file.startsWith('interrupted'))) await pause(10);
    process.kill(signal);
    expect((await finished).exitCode).toBe(code);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('may be a device', async () => {
    expect(await run(folder, ['encode', 'poem.txt', '--output', '/dev/null'])).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  });
});

describe('a reader that has seen enough', () => {
  it('ends the command without a word', async () => {
    writeFileSync(join(folder, 'long.txt'), 'To be '.repeat(500_000));
    expect(await runInShell(folder, 'refrain-tokenizers encode long.txt | head -c 4')).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  });
});
