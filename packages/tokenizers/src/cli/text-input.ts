import { createReadStream } from 'node:fs';
import { Utf8Reader } from './utf8-reader.js';
import { lastWordBoundary } from './word-boundary.js';

/** Bytes as they are read. */
export interface ByteSource {
  /** What it is called in messages. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The bytes of each file, or of standard input where none is named (or where `-` is), as they are read. */
export function* byteSources(files: readonly string[]): Generator<ByteSource> {
  for (const file of files.length === 0 ? ['-'] : files) {
    if (file === '-') yield { name: 'standard input', chunks: process.stdin };
    else yield { name: file, chunks: createReadStream(file, { highWaterMark: chunkBytes }) };
  }
}

const chunkBytes = 1 << 18;

/**
 * The text of files, one behind the other, in pieces as they are read: no more than a piece is in memory.
 *
 * @throws CommandError for a file that is not UTF-8, with the place
 */
export async function* textPieces(files: readonly string[]): AsyncGenerator<string> {
  for (const source of byteSources(files)) yield* decoded(source);
}

/** The text of one source. */
async function* decoded({ name, chunks }: ByteSource): AsyncGenerator<string> {
  const reader = new Utf8Reader(name);
  for await (const chunk of chunks) {
    const text = reader.push(chunk);
    if (text !== '') yield text;
  }
  reader.end();
}

/**
 * Whole texts to train on, one for each file; a very large one comes in parts, cut between words.
 */
export async function trainingTexts(files: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const source of byteSources(files)) {
    let text = '';
    for await (const piece of decoded(source)) {
      text += piece;
      const cut = text.length < largestText ? -1 : lastWordBoundary(text);
      if (cut === -1) continue;
      texts.push(text.slice(0, cut));
      text = text.slice(cut);
    }
    if (text !== '') texts.push(text);
  }
  return texts;
}

/** Code units; a JavaScript string can have eight times as many. */
const largestText = 1 << 26;

/** The lines of a text that arrives in pieces, without their ends; what stands behind the last end is a line too. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let begun: string[] = [];
  for await (const piece of pieces) {
    const [first, ...others] = piece.split('\n') as [string, ...string[]];
    begun.push(first);
    for (const line of others) {
      yield begun.join('');
      begun = [line];
    }
  }
  const last = begun.join('');
  if (last !== '') yield last;
}
