import { decoded } from './vector-collector.js';

/** What the first line of a file says where it is one of word2vec or fastText. */
export interface VectorHeader {
  readonly count: number;
  readonly dimensions: number;
}

/** Reads records from the beginning of bytes. */
export interface VectorRecords {
  /** Reads whole records, and the last one too where nothing follows; gives how many bytes it has read. */
  read(bytes: Uint8Array, isEnd: boolean): number;
  /** The dimensions, once all is read. Refuses where records are missing. */
  finish(): number;
}

/** The header of a first line; undefined where it is a vector, as in files of GloVe. */
export function headerOf(line: Uint8Array): VectorHeader | undefined {
  const match = line.length > 60 ? null : /^(\d+)[ \t](\d+)\s*$/.exec(decoded(line) ?? '');
  return match === null ? undefined : { count: Number(match[1]), dimensions: Number(match[2]) };
}

/**
 * Whether a file with a header is binary: by the beginning of the first vector behind it. In a text, n numbers and the
 * spaces between them are at least 2n - 1 bytes of digits, signs and the like; floats have other bytes among those.
 */
export function isBinary(bytes: Uint8Array, { dimensions }: VectorHeader): boolean {
  const start = bytes.indexOf(space) + 1;
  return bytes.subarray(start, start + 2 * dimensions - 1).some((byte) => !inNumbers.has(byte));
}

const space = 0x20;
const inNumbers = new Set(new TextEncoder().encode('0123456789+-.eE \r\nnaifNI'));
