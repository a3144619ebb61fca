import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { assertKnownOptions, InvalidArgumentError } from '@refrain/core';
import { sourceOf, type Elements } from '../sources/source-of.js';
import { assertFilePlace } from './assert-file.js';
import { idCodec, type IdCodec, type IdFormat } from './id-format.js';

/** How {@link writeIdFile} writes. */
export interface WriteIdFileOptions {
  /** How the ids shall lie in the file, little endian. */
  readonly format: IdFormat;
}

/**
 * Writes ids to a file, piece by piece, for {@link openIdFile}: so a text larger than memory is encoded once.
 *
 * Written beside `path` and renamed when it is whole, so that there is never half a file under that name.
 *
 * @param pieces what the ids come in, such as the encoded chunks of `textFile`; read once, in order
 * @returns how many ids were written
 * @throws InvalidArgumentError if an id does not fit the format; nothing is left at `path` then
 * @example
 * const pieces = textFile('corpus.txt').map((text) => tokenizer.encode(text));
 * await writeIdFile('corpus.ids', pieces, { format: 'uint16' });
 */
export async function writeIdFile(
  path: string,
  pieces: Elements<ArrayLike<number>>,
  options: WriteIdFileOptions,
): Promise<number> {
  assertKnownOptions('writeIdFile', options, ['format']);
  const codec = idCodec(options.format);
  assertFilePlace('writeIdFile', path);
  const reader = sourceOf(pieces).open(0);
  const unfinished = `${path}.unfinished`;
  const descriptor = openSync(unfinished, 'w');
  let written = 0;
  try {
    for (;;) {
      const result = await reader.next();
      if (result.done) break;
      const bytes = encode(result.value, codec, { format: options.format, before: written });
      for (let offset = 0; offset < bytes.length;) offset += writeSync(descriptor, bytes, offset);
      written += result.value.length;
    }
    fsyncSync(descriptor);
  } catch (error) {
    closeSync(descriptor);
    rmSync(unfinished, { force: true });
    throw error;
  }
  closeSync(descriptor);
  renameSync(unfinished, path);
  return written;
}

function encode(
  ids: ArrayLike<number>,
  codec: IdCodec,
  { format, before }: { format: IdFormat; before: number },
): Uint8Array {
  const bytes = new Uint8Array(ids.length * codec.width);
  const view = new DataView(bytes.buffer);
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place]!;
    if (!Number.isInteger(id) || id < codec.smallest || id > codec.largest) {
      throw new InvalidArgumentError({
        argument: 'pieces',
        value: id,
        message: `writeIdFile expects integers from ${codec.smallest} to ${codec.largest} for the format ${format}; received ${id} as id ${before + place}. Use a wider format.`,
      });
    }
    codec.set(view, place * codec.width, id);
  }
  return bytes;
}
