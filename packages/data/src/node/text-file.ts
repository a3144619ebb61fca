import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ArtifactError, assertKnownOptions, refuse } from '@refrain/core';
import { chainable, type ChainableDataset } from '../chainable-dataset.js';
import { indexedSource } from '../source.js';
import { assertFile } from './assert-file.js';
import { invalidByteIn, isContinuation } from './utf8.js';

/** How {@link textFile} cuts a file. */
export interface TextFileOptions {
  /** Bytes a chunk, at least 4; a chunk holds the characters that begin within them. @default 65536 */
  readonly chunkSize?: number;
}

/** The longest character of UTF-8, in bytes. */
const longestCharacter = 4;

/**
 * The text of a UTF-8 file in chunks, so that a file larger than memory can be read; no character is ever cut.
 *
 * Each chunk is read when it is asked for, whole and at once, from its own place in the file: skipping and restoring
 * read nothing. The chunks one after the other are the text of the file, without a byte order mark. The file must stay
 * as it is while the dataset is in use.
 *
 * @returns chunks of text, with random access; the last one may be empty
 * @throws InvalidArgumentError if there is no such file, or it is a folder or empty
 * @throws ArtifactError, when it comes to it, for bytes that are not UTF-8, with the offset of the first
 * @example
 * for (const text of textFile('corpus.txt')) counts.add(text);
 */
export function textFile(path: string, options: TextFileOptions = {}): ChainableDataset<string> {
  assertKnownOptions('textFile', options, ['chunkSize']);
  const { chunkSize = 65_536 } = options;
  if (!Number.isSafeInteger(chunkSize) || chunkSize < longestCharacter) {
    refuse('chunkSize', chunkSize, { expected: `an integer of at least ${longestCharacter}, in bytes` });
  }
  const bytes = assertFile('textFile', path);
  const size = Math.ceil(bytes / chunkSize);
  const at = (index: number): string => readChunk(path, index * chunkSize, chunkSize);
  const description = `textFile(${bytes} bytes, chunkSize ${chunkSize})`;
  return chainable(indexedSource({ description, size, access: () => ({ size, at }) }));
}

/** The characters that begin at byte `start` or later and before `start + length`. */
function readChunk(path: string, start: number, length: number): string {
  const bytes = readBytes(path, start, length + longestCharacter - 1);
  let from = 0;
  // The chunk before has these: they end its last character. At the beginning of the file there is none.
  while (start > 0 && from < longestCharacter - 1 && isContinuation(bytes[from])) from++;
  let to = Math.min(length, bytes.length);
  while (to < bytes.length && isContinuation(bytes[to])) to++;
  const chunk = bytes.subarray(from, to);
  const text = decode(chunk, path, start + from);
  return start === 0 && text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** @param offset where in the file the bytes begin */
function decode(bytes: Uint8Array, path: string, offset: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const invalid = invalidByteIn(bytes);
    if (invalid === undefined) throw cause;
    const shown = bytes[invalid]!.toString(16).padStart(2, '0');
    throw new ArtifactError({
      artifact: path,
      message: `textFile expects UTF-8; ${path} has the invalid byte 0x${shown} at offset ${offset + invalid}. Convert the file to UTF-8 first.`,
      cause,
    });
  }
}

function readBytes(path: string, start: number, length: number): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(Math.min(length, Math.max(0, fstatSync(descriptor).size - start)));
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(descriptor, bytes, read, bytes.length - read, start + read);
      if (count === 0) break;
      read += count;
    }
    return bytes.subarray(0, read);
  } finally {
    closeSync(descriptor);
  }
}
