import { decodeStream } from '@refrain/tokenizers';
import type { DecodeOptions } from '@refrain/tokenizers';
import type { Command } from './command.js';
import { UsageError } from './errors.js';
import { IdReader, idsOfBytes, idsOfText } from './id-input.js';
import { withOutput } from './output.js';
import { readTokenizer, tokenizerOptions } from './read-tokenizer.js';
import { linesOf, textPieces } from './text-input.js';

/** `decode`: ids to text. */
export const decode: Command = {
  summary: 'turn ids into text',
  operands: '[file...]',
  options: {
    ...tokenizerOptions,
    output: { value: '<file>', help: 'where the text goes (default: standard output)' },
    lines: { help: 'decode each line of ids by itself: one line of text for each' },
    binary: { help: 'read ids as little-endian int32' },
    'skip-special': { help: 'leave special tokens out of the text' },
  },
  notes: 'Reads files one behind the other, or standard input; text is written as soon as it is certain.',
  async run(given, files) {
    if (given.has('binary') && given.has('lines')) {
      throw new UsageError('--binary has no lines; received --lines too. Give one of them.');
    }
    const tokenizer = await readTokenizer(given);
    const reader = new IdReader(tokenizer.vocabulary.size);
    const options: DecodeOptions = given.has('skip-special') ? { special: 'skip' } : {};
    await withOutput(given.text('output'), async (output) => {
      if (given.has('lines')) {
        for await (const line of linesOf(textPieces(files))) {
          await output.write(`${tokenizer.decode(reader.ids(line), options)}\n`);
        }
        return;
      }
      const stream = decodeStream(tokenizer, options);
      const source = given.has('binary') ? idsOfBytes(files, reader) : idsOfText(textPieces(files), reader);
      for await (const ids of source) await output.write(ids.map((id) => stream.push(id)).join(''));
      await output.write(stream.flush());
    });
  },
};
