#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { coloursFor } from './colours.js';
import { decode } from './decode-command.js';
import { encode } from './encode-command.js';
import { presentError, UsageError } from './errors.js';
import { commandHelp, programHelp } from './help.js';
import { inspect } from './inspect-command.js';
import { parseCommandLine } from './parse-command-line.js';
import { didYouMean } from './suggest.js';
import { train } from './train-command.js';

const commands = { train, encode, decode, inspect };

// Whoever reads the output may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  const debug = process.argv.includes('--debug');
  const { text, exitCode } = presentError(error, { debug, colours: coloursFor(process.stderr) });
  process.stderr.write(text);
  process.exitCode = exitCode;
}
// A file that is read half, or a terminal that nobody types in, must not keep the process waiting.
process.stdin.destroy();

async function main([name, ...words]: readonly string[]): Promise<void> {
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) return print(programHelp(commands));
  if (name === '--version') return print(`${version()}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
  if (command === undefined) {
    const names = Object.keys(commands);
    throw new UsageError(
      `a command must be one of ${names.join(', ')}; received ${JSON.stringify(name)}.${didYouMean(name, names)}`,
    );
  }
  const { given, operands } = parseCommandLine(words, command.options);
  if (given.has('help')) return print(commandHelp(name, command));
  await command.run(given, operands);
}

function print(text: string): void {
  process.stdout.write(text);
}

function version(): string {
  const manifest = createRequire(import.meta.url).resolve('@refrain/tokenizers/package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
