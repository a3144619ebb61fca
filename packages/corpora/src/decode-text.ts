import { assertKnownOptions, assertOneOf, InvalidArgumentError } from '@refrain/core';
import { invalidUtf8Offset } from './utf8.js';

/** How bytes become text. */
export interface DecodeTextOptions {
  /** What the bytes are, for error messages, such as a file's path. @default 'the bytes' */
  readonly source?: string;
  /** Whether line ends stay as they are, or CRLF and CR become LF. @default 'keep' */
  readonly lineEnds?: 'keep' | 'lf';
}

/**
 * The text in the bytes of a UTF-8 file, without its byte-order mark. Never guesses: what is not text is an error.
 *
 * @throws InvalidArgumentError if the bytes are none, binary (NUL), UTF-16, or not valid UTF-8 (says at which byte)
 * @example
 * const text = decodeText(new Uint8Array(await file.arrayBuffer()), { source: file.name });
 */
export function decodeText(bytes: Uint8Array, options: DecodeTextOptions = {}): string {
  assertKnownOptions('decodeText', options, ['source', 'lineEnds']);
  const { source = 'the bytes', lineEnds = 'keep' } = options;
  assertOneOf('lineEnds', lineEnds, ['keep', 'lf']);
  const refuse = (reason: string, remedy: string): never => {
    const message = `a corpus must be text in UTF-8; ${source} ${reason}. ${remedy}`;
    throw new InvalidArgumentError({ argument: 'corpus', value: source, message });
  };
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    refuse('begins with the byte-order mark of UTF-16', 'Convert it to UTF-8.');
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) refuse(`has a NUL at byte ${zero}, as only binary files have`, 'Give a text file.');
  const invalid = invalidUtf8Offset(bytes);
  if (invalid >= 0) {
    const byte = `0x${bytes[invalid]!.toString(16).padStart(2, '0')}`;
    refuse(`is not valid at byte ${invalid} (${byte})`, 'Convert it to UTF-8.');
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text === '') refuse('is empty', 'Give a file that has text in it.');
  return lineEnds === 'keep' ? text : text.replaceAll(/\r\n?/g, '\n');
}
