import { readdirSync } from 'node:fs';
import { run } from './run-command.js';

/** A command line that can't be followed, and what is to be said. */
export interface Refusal {
  readonly words: readonly string[];
  readonly exitCode: number;
  readonly message: string;
  /** Standard input. @default nothing */
  readonly input?: string;
}

/** Expects that the command says `message` alone on standard error, and leaves no file behind. */
export async function expectRefusal(folder: string, { words, exitCode, message, input = '' }: Refusal): Promise<void> {
  const before = readdirSync(folder);
  const { exitCode: received, stderr } = await run(folder, words, { input });
  expect({ exitCode: received, stderr }).toEqual({ exitCode, stderr: `error: ${message}\n` });
  expect(readdirSync(folder)).toEqual(before);
}
