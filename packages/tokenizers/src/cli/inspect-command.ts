import type { Tokenizer } from '@refrain/tokenizers';
import { coloursFor } from './colours.js';
import type { Command, GivenOptions } from './command.js';
import { UsageError } from './errors.js';
import { positiveInteger } from './parse-command-line.js';
import { readTokenizer, tokenizerOptions } from './read-tokenizer.js';
import { textPieces } from './text-input.js';
import { tokenGrid } from './token-grid.js';
import type { ShownToken } from './token-grid.js';

const defaultLimit = 200;

/** `inspect`: what a tokenizer is, and how it cuts a text. */
export const inspect: Command = {
  summary: 'show what a tokenizer is, and a text as its tokens with their ids',
  operands: '[file...]',
  options: {
    ...tokenizerOptions,
    text: { value: '<text>', help: 'the text to show' },
    limit: { value: '<tokens>', help: `most tokens to show (default: ${defaultLimit})` },
  },
  notes:
    'The text is --text, the files, or standard input where that is not a terminal; of a long one the beginning.\n' +
    '· is a space, ⏎ a line end, ⇥ a tab, … a token that goes on with the character of the one before.',
  async run(given, files) {
    if (given.has('text') && files.length > 0) {
      throw new UsageError(`a text is --text or a file; received --text and ${files[0]}. Give one of them.`);
    }
    const limit = positiveInteger(given, 'limit') ?? defaultLimit;
    const tokenizer = await readTokenizer(given);
    const colours = coloursFor(process.stdout);
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    for (const [name, value] of facts(tokenizer)) print(`${colours('bold', name.padEnd(10))}  ${value}`);
    const text = await beginning(given, files, limit * longestToken);
    if (text === '') return;
    const tokens = tokensOf(tokenizer, text);
    const shown = tokens.slice(0, limit);
    const end = shown.at(-1)?.end ?? 0;
    print('');
    for (const line of tokenGrid(shown, { width: process.stdout.columns || 80, colours })) print(line);
    const rest = shown.length < tokens.length ? '; the text goes on' : '';
    print(`\n${count(Array.from(text.slice(0, end)).length, 'character')} in ${count(shown.length, 'token')}${rest}`);
  },
};

/** Code units of text that are read for each token that is to be shown. */
const longestToken = 64;

function facts(tokenizer: Tokenizer): (readonly [name: string, value: string])[] {
  const { vocabulary, lossless } = tokenizer;
  const special = Object.entries(vocabulary.special).map(
    ([name, id]) => `${name} ${JSON.stringify(vocabulary.tokenOf(id!))} (${id})`,
  );
  return [
    ['kind', tokenizer.toJSON().kind],
    ['vocabulary', count(vocabulary.size, 'token')],
    ['special', special.join(', ') || 'none'],
    ['lossless', lossless ? 'yes' : 'no: decoding may give another text than was encoded'],
  ];
}

/** The beginning of the text that is to be shown: at least `length` code units, if it has so many. */
async function beginning(given: GivenOptions, files: readonly string[], length: number): Promise<string> {
  const text = given.text('text');
  if (text !== undefined) return text;
  if (files.length === 0 && process.stdin.isTTY) return '';
  let read = '';
  for await (const piece of textPieces(files)) {
    read += piece;
    if (read.length >= length) break;
  }
  return read;
}

/** The tokens of a text, each with the part of it that it adds. */
function tokensOf(tokenizer: Tokenizer, text: string): (ShownToken & { readonly end: number })[] {
  const { ids, offsets } = tokenizer.encodeWithOffsets(text, { special: 'encode' });
  let from = 0;
  return Array.from(ids, (id, token) => {
    const end = Math.max(from, offsets[2 * token + 1]!);
    const shown = { id, text: text.slice(from, end), end };
    from = end;
    return shown;
  });
}

function count(number: number, unit: string): string {
  return `${number.toLocaleString('en')} ${unit}${number === 1 ? '' : 's'}`;
}
