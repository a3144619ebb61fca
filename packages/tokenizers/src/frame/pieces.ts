import { decodeStream, encodeStream } from './streams.js';
import type { DecodeOptions, EncodeOptions, Tokenizer } from '../tokenizer.js';

/**
 * Encodes a text that arrives in pieces, such as a file larger than memory, to the ids that the whole text has.
 *
 * @param pieces the text, cut anywhere, also within a character
 * @returns the ids, `[time]` each, one array for each piece that makes some certain
 * @throws InvalidArgumentError as `tokenizer.encode`; positions are those in the whole text
 * @example
 * for await (const ids of encodePieces(tokenizer, createReadStream('corpus.txt', 'utf8'))) write(ids);
 */
export async function* encodePieces(
  tokenizer: Tokenizer,
  pieces: Iterable<string> | AsyncIterable<string>,
  options?: Omit<EncodeOptions, 'pair'>,
): AsyncGenerator<Int32Array, void, undefined> {
  const stream = encodeStream(tokenizer, options);
  for await (const piece of pieces) {
    const ids = stream.push(piece);
    if (ids.length > 0) yield ids;
  }
  const rest = stream.flush();
  if (rest.length > 0) yield rest;
}

/**
 * Decodes ids as they arrive, such as those a model draws, to pieces of text that never end in half a character.
 *
 * @param ids one id after another
 * @example
 * for await (const text of decodePieces(tokenizer, drawnIds)) process.stdout.write(text);
 */
export async function* decodePieces(
  tokenizer: Tokenizer,
  ids: Iterable<number> | AsyncIterable<number>,
  options?: DecodeOptions,
): AsyncGenerator<string, void, undefined> {
  const stream = decodeStream(tokenizer, options);
  for await (const id of ids) {
    const text = stream.push(id);
    if (text !== '') yield text;
  }
  const rest = stream.flush();
  if (rest !== '') yield rest;
}
