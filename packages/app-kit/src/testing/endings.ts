import type { Finished } from './command.js';

/** Expects that a command succeeds without a word on standard error. @returns what it wrote */
export async function expectSuccess(command: Promise<Finished>): Promise<string> {
  const { exitCode, stdout, stderr } = await command;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

/** Expects that a command ends with `exitCode` and says `message`, and nothing else, on standard error. */
export async function expectRefused(
  command: Promise<Finished>,
  { exitCode, message }: { exitCode: number; message: string },
): Promise<void> {
  const { exitCode: received, stderr } = await command;
  expect({ exitCode: received, stderr }).toEqual({ exitCode, stderr: `error: ${message}\n` });
}
