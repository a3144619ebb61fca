import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { consecutiveWindows, shuffledWindows, windows } from '../index.js';
import { openIdFile, textFile, writeIdFile, type IdFormat } from '../node.js';
import { invalidByteIn } from './utf8.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'refrain-data-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Uint8Array): string {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return path;
}

describe('textFile', () => {
  it('cuts between characters, wherever the chunks end', () => {
    expect([...textFile(fileOf('aé€😀b'), { chunkSize: 4 })]).toEqual(['aé€', '😀', 'b']);
  });

  it('gives the text of the file, whatever the characters and the chunks', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((value) => !value.startsWith('\uFEFF'));
    const property = fc.property(text, fc.integer({ min: 4, max: 40 }), (value, chunkSize) => {
      const chunks = [...textFile(fileOf(value), { chunkSize })];
      expect(chunks.join('')).toBe(value);
    });
    fc.assert(property, { seed: 5, numRuns: 40 });
  });

  it('goes on from a saved position', () => {
    const data = textFile(fileOf('Là-bas, où ça ? Ici, là et là.'), { chunkSize: 5 });
    const iterator = data.iterator();
    void iterator.next();
    void iterator.next();
    const resumed = data.iterator();
    resumed.restore(JSON.parse(JSON.stringify(iterator.state())));
    expect([...resumed]).toEqual([...data].slice(2));
  });

  it('leaves a byte order mark at the beginning out, and only there', () => {
    expect([...textFile(fileOf('\uFEFFab\uFEFF'), { chunkSize: 4 })].join('')).toBe('ab\uFEFF');
  });

  it.each([
    ['a stray continuation', [0x61, 0x80], 4, '80', 1],
    ['a continuation at the beginning', [0x80, 0x61], 4, '80', 0],
    ['a continuation too many behind a chunk', [0x61, 0x61, 0x61, 0x61, 0x80, 0x61], 4, '80', 4],
    ['a character cut short by the end', [0x61, 0x61, 0x61, 0x61, 0x61, 0xe2, 0x82], 4, 'e2', 5],
    ['an overlong form', [0xc0, 0xaf], 4, 'c0', 0],
    ['half a surrogate pair', [0x61, 0xed, 0xa0, 0x80], 4, 'ed', 1],
    ['a byte of Latin-1', [...Buffer.from('caf\xe9 noir', 'latin1')], 64, 'e9', 3],
  ])('names the place of %s', (_name, bytes, chunkSize, shown, offset) => {
    const path = fileOf(Uint8Array.from(bytes));
    expect(() => [...textFile(path, { chunkSize })]).toThrow(
      `textFile expects UTF-8; ${path} has the invalid byte 0x${shown} at offset ${offset}. Convert the file to UTF-8 first.`,
    );
  });

  it('finds invalid bytes exactly where the platform does', () => {
    const property = fc.property(
      fc.uint8Array({ maxLength: 6 }),
      fc.constantFrom(0, 0x80, 0xe0, 0xf0),
      (bytes, lift) => {
        const candidate = bytes.map((byte, place) => (place % 2 ? byte : byte | lift));
        let valid = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(candidate);
        } catch {
          valid = false;
        }
        expect(invalidByteIn(candidate) === undefined).toBe(valid);
      },
    );
    fc.assert(property, { seed: 6, numRuns: 500 });
  });

  it('refuses what is no file with content', () => {
    const missing = join(folder, 'missing');
    const empty = join(folder, 'empty');
    writeFileSync(empty, '');
    expect(() => textFile(missing)).toThrow(
      `textFile expects the path of a file; there is nothing at ${missing}. Check the path.`,
    );
    expect(() => textFile(folder)).toThrow(
      `textFile expects the path of a file; ${folder} is a folder. Name a file in it.`,
    );
    expect(() => textFile(empty)).toThrow(
      `textFile expects the path of a file; ${empty} is empty. Name a file with content.`,
    );
    expect(() => textFile('')).toThrow('textFile expects the path of a file; received "". Name a file.');
    expect(() => textFile(empty, { chunkSize: 3 })).toThrow(
      'chunkSize must be an integer of at least 4, in bytes; received 3.',
    );
  });
});

describe('openIdFile', () => {
  it.each<[IdFormat, number[]]>([
    ['uint8', [0, 255]],
    ['uint16', [0, 255, 256, 65535]],
    ['int32', [-1, 0, 65536, 2147483647]],
  ])('reads little-endian %s', (format, ids) => {
    const width = { uint8: 1, uint16: 2, int32: 4 }[format];
    const bytes = Uint8Array.from(
      ids.flatMap((id) => Array.from({ length: width }, (_, byte) => (id >> (8 * byte)) & 255)),
    );
    const file = openIdFile(fileOf(bytes), { format });
    expect([...windows(file, { length: ids.length })][0]).toEqual(Int32Array.from(ids));
    file.close();
  });

  it('gives every recipe what an array gives, from a few small pages', async () => {
    const ids = Int32Array.from({ length: 500 }, (_, place) => (place * 37) % 101);
    const path = join(folder, 'ids');
    expect(await writeIdFile(path, [ids.subarray(0, 123), ids.subarray(123)], { format: 'uint16' })).toBe(500);
    const file = openIdFile(path, { format: 'uint16', pageLength: 16, pages: 2 });
    const options = { length: 40, batchSize: 3, seed: 9 };
    expect([...shuffledWindows(file, options).iterator(1)]).toEqual([...shuffledWindows(ids, options).iterator(1)]);
    expect([...consecutiveWindows(file, { length: 7, batchSize: 4 })]).toEqual([
      ...consecutiveWindows(ids, { length: 7, batchSize: 4 }),
    ]);
    const shape = { length: 5, shift: 3, stride: 7 };
    expect([...windows(file, shape)]).toEqual([...windows(ids, shape)]);
    file.close();
  });

  it('says that it is closed, or that the file is not what it was', () => {
    const path = fileOf(new Uint8Array(64));
    const file = openIdFile(path, { format: 'uint8', pageLength: 8 });
    const data = windows(file, { length: 8 });
    truncateSync(path, 20);
    expect(() => [...data]).toThrow(
      `${path} was expected to stay 64 bytes long; it has become shorter. Open it again with openIdFile.`,
    );
    file.close();
    file.close();
    expect(() => [...data]).toThrow(
      `Ids are expected to be read before close(); ${path} is closed. Open it again with openIdFile.`,
    );
  });

  it('refuses a size that its format cannot have, and formats it does not know', () => {
    const path = fileOf(new Uint8Array(6));
    expect(() => openIdFile(path, { format: 'int32' })).toThrow(
      `openIdFile expects int32 ids of 4 bytes each; ${path} has 6 bytes, which is no multiple of it. Name the format that the file was written in.`,
    );
    expect(() => openIdFile(path, { format: 'int64' as IdFormat })).toThrow(
      'format must be one of "uint8", "uint16", "int32"; received "int64".',
    );
  });
});

describe('writeIdFile', () => {
  it('encodes a text piece by piece', async () => {
    const path = join(folder, 'encoded');
    const pieces = textFile(fileOf('abcabc'), { chunkSize: 4 }).map((text) =>
      Uint8Array.from(text, (character) => character.charCodeAt(0) - 97),
    );
    expect(await writeIdFile(path, pieces, { format: 'int32' })).toBe(6);
    const file = openIdFile(path, { format: 'int32' });
    expect([...windows(file, { length: 6 })][0]).toEqual(Int32Array.of(0, 1, 2, 0, 1, 2));
    file.close();
  });

  it('leaves nothing behind where an id does not fit, and keeps what was there', async () => {
    const inside = join(folder, 'kept');
    mkdirSync(inside);
    const path = join(inside, 'ids');
    writeFileSync(path, 'before');
    await expect(
      writeIdFile(
        path,
        [
          [1, 2],
          [3, 256],
        ],
        { format: 'uint8' },
      ),
    ).rejects.toThrow(
      'writeIdFile expects integers from 0 to 255 for the format uint8; received 256 as id 3. Use a wider format.',
    );
    expect(readdirSync(inside)).toEqual(['ids']);
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  it('refuses a place where no file can be', async () => {
    await expect(writeIdFile(folder, [[1]], { format: 'uint8' })).rejects.toThrow(
      `writeIdFile expects the path of a file; ${folder} is a folder. Name a file in it.`,
    );
    const nowhere = join(folder, 'nowhere', 'ids');
    await expect(writeIdFile(nowhere, [[1]], { format: 'uint8' })).rejects.toThrow(
      `writeIdFile expects the path of a file; there is no folder ${join(folder, 'nowhere')}. Make it first.`,
    );
  });
});
