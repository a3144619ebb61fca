import { closeSync, openSync, readSync } from 'node:fs';
import { ArtifactError, assertKnownOptions, assertPositiveInteger, InvalidArgumentError } from '@refrain/core';
import type { IdRange, IdSource } from '../ids.js';
import { assertFile } from './assert-file.js';
import { idCodec, type IdFormat } from './id-format.js';

/** How {@link openIdFile} reads. */
export interface IdFileOptions {
  /** How the ids lie in the file, little endian. */
  readonly format: IdFormat;
  /** Ids read at once. @default 4096 */
  readonly pageLength?: number;
  /** Pages kept in memory, the last used ones. @default 64 */
  readonly pages?: number;
}

/** An open file of ids: give it to `windows`, `shuffledWindows`, … in place of an array. */
export interface IdFile extends IdSource {
  /** Closes the file; nothing can be read afterwards. Closing twice does nothing. */
  close(): void;
}

/**
 * Ids that stay in their file, so that windows over a text larger than memory, shuffled ones too, need only a few pages.
 *
 * The file holds nothing but ids, such as `writeIdFile` or NumPy's `tofile` writes. It must stay as it is while it is
 * open. The caller closes it.
 *
 * @throws InvalidArgumentError if there is no such file, or it is a folder or empty
 * @throws ArtifactError if its size is no multiple of an id's, or it has become shorter
 * @example
 * const ids = openIdFile('corpus.ids', { format: 'uint16' });
 * for (const batch of shuffledWindows(ids, { length: 100, batchSize: 32, seed: 42 })) …
 * ids.close();
 */
export function openIdFile(path: string, options: IdFileOptions): IdFile {
  assertKnownOptions('openIdFile', options, ['format', 'pageLength', 'pages']);
  const { format, pageLength = 4096, pages = 64 } = options;
  const codec = idCodec(format);
  assertPositiveInteger('pageLength', pageLength);
  assertPositiveInteger('pages', pages);
  const bytes = assertFile('openIdFile', path);
  if (bytes % codec.width !== 0) {
    throw new ArtifactError({
      artifact: path,
      message: `openIdFile expects ${format} ids of ${codec.width} bytes each; ${path} has ${bytes} bytes, which is no multiple of it. Name the format that the file was written in.`,
    });
  }
  const length = bytes / codec.width;
  const buffer = new Uint8Array(pageLength * codec.width);
  const view = new DataView(buffer.buffer);
  let descriptor: number | undefined = openSync(path, 'r');
  // A map keeps its keys in the order in which they were set: the first is the one that was not used for longest.
  const cache = new Map<number, Int32Array>();

  function readPage(number: number): Int32Array {
    if (descriptor === undefined) {
      throw new InvalidArgumentError({
        argument: 'ids',
        value: path,
        message: `Ids are expected to be read before close(); ${path} is closed. Open it again with openIdFile.`,
      });
    }
    const start = number * pageLength;
    const page = cache.size >= pages ? takeOldest() : new Int32Array(pageLength);
    const wanted = Math.min(pageLength, length - start) * codec.width;
    for (let read = 0; read < wanted;) {
      const count = readSync(descriptor, buffer, read, wanted - read, start * codec.width + read);
      if (count === 0) {
        throw new ArtifactError({
          artifact: path,
          message: `${path} was expected to stay ${bytes} bytes long; it has become shorter. Open it again with openIdFile.`,
        });
      }
      read += count;
    }
    for (let place = 0; place < wanted / codec.width; place++) page[place] = codec.get(view, place * codec.width);
    return page;
  }
  function takeOldest(): Int32Array {
    const [number, page] = cache.entries().next().value!;
    cache.delete(number);
    return page;
  }
  function pageOf(number: number): Int32Array {
    let page = cache.get(number);
    if (page) cache.delete(number);
    else page = readPage(number);
    cache.set(number, page);
    return page;
  }
  return {
    length,
    copy({ start, count, stride }: IdRange, target, offset) {
      let number = -1;
      let page: Int32Array | undefined;
      for (let place = 0; place < count; place++) {
        const id = start + place * stride;
        const wanted = Math.floor(id / pageLength);
        if (!page || wanted !== number) page = pageOf((number = wanted));
        target[offset + place] = page[id - number * pageLength]!;
      }
    },
    close() {
      if (descriptor === undefined) return;
      closeSync(descriptor);
      descriptor = undefined;
      cache.clear();
    },
  };
}
