import { run } from './run-command.js';

/** What a command that succeeds, without a word on standard error, writes. */
export async function output(folder: string, words: readonly string[], input = ''): Promise<string> {
  const { exitCode, stdout, stderr } = await run(folder, words, { input });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

/** Trains, with the poem, into a file. @returns what was said */
export async function train(folder: string, file: string, words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(folder, ['train', 'poem.txt', '--output', file, ...words]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  return stderr;
}
