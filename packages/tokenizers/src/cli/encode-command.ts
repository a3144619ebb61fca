import { endianness } from 'node:os';
import { InvalidArgumentError } from '@refrain/core';
import { encodePieces } from '@refrain/tokenizers';
import type { EncodeOptions, Tokenizer } from '@refrain/tokenizers';
import type { Command, GivenOptions } from './command.js';
import { CommandError, UsageError } from './errors.js';
import { withOutput } from './output.js';
import type { Output } from './output.js';
import { choice } from './parse-command-line.js';
import { readTokenizer, tokenizerOptions } from './read-tokenizer.js';
import { linesOf, textPieces } from './text-input.js';

/** `encode`: text to ids. */
export const encode: Command = {
  summary: 'turn text into ids',
  operands: '[file...]',
  options: {
    ...tokenizerOptions,
    output: { value: '<file>', help: 'where the ids go (default: standard output)' },
    lines: { help: 'encode each line by itself: one line of ids for each line of text' },
    binary: { help: 'write ids as little-endian int32, without separators' },
    'special-tokens': {
      value: '<how>',
      help: 'what the written form of a special token means: refuse, encode or as-text (default: refuse)',
    },
    'replace-unknown': { value: '<token>', help: 'the token that stands in for unknown text' },
    'no-template': { help: "leave out what the tokenizer's template puts around a text" },
  },
  notes:
    'Reads files one behind the other, or standard input, as one text, in pieces: it may be larger than memory.\n' +
    'Ids are separated by spaces.',
  async run(given, files) {
    if (given.has('binary') && given.has('lines')) {
      throw new UsageError('--binary has no lines; received --lines too. Give one of them.');
    }
    if (given.has('binary') && !given.has('output') && process.stdout.isTTY) {
      throw new UsageError('--binary is not for a terminal. Give --output, or direct the output elsewhere.');
    }
    const options = encodeOptions(given);
    const tokenizer = await readTokenizer(given);
    const encodeAll = given.has('lines') ? encodeLines : encodeWhole;
    const encoding = { tokenizer, options, files, binary: given.has('binary') };
    await withOutput(given.text('output'), (output) => encodeAll(encoding, output)).catch(inOptionsOfTheCommand);
  },
};

interface Encoding {
  readonly tokenizer: Tokenizer;
  readonly options: EncodeOptions;
  readonly files: readonly string[];
  readonly binary: boolean;
}

function encodeOptions(given: GivenOptions): EncodeOptions {
  const special = choice(given, { name: 'special-tokens', choices: ['refuse', 'encode', 'as-text'] });
  const replaceUnknown = given.text('replace-unknown');
  return {
    ...(special === undefined ? {} : { special }),
    ...(replaceUnknown === undefined ? {} : { replaceUnknown }),
    ...(given.has('no-template') ? { template: false } : {}),
  };
}

async function encodeLines({ tokenizer, options, files }: Encoding, output: Output): Promise<void> {
  for await (const line of linesOf(textPieces(files))) {
    await output.write(`${tokenizer.encode(line, options).join(' ')}\n`);
  }
}

async function encodeWhole({ tokenizer, options, files, binary }: Encoding, output: Output): Promise<void> {
  let separator = '';
  for await (const ids of encodePieces(tokenizer, textPieces(files), options)) {
    await output.write(binary ? littleEndian(ids) : separator + ids.join(' '));
    separator = ' ';
  }
  if (!binary) await output.write('\n');
}

function littleEndian(ids: Int32Array): Uint8Array {
  const bytes = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}

/** What is wrong with a text, with the remedies as this command has them. */
function inOptionsOfTheCommand(error: unknown): never {
  if (!InvalidArgumentError.isInstance(error)) throw error;
  const message = error.message
    .replaceAll(/\breplaceUnknown\b/g, '--replace-unknown')
    .replace("pass special: 'encode'", 'give --special-tokens encode')
    .replace("special: 'as-text'", '--special-tokens as-text');
  throw new (error.argument === 'replaceUnknown' ? UsageError : CommandError)(message, { cause: error });
}
