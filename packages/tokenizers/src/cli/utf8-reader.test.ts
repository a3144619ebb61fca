import { Utf8Reader } from './utf8-reader.js';

/** Reads `bytes` in chunks of `size`. */
function read(bytes: Uint8Array, size: number): string {
  const reader = new Utf8Reader('a.txt');
  let text = '';
  for (let place = 0; place < bytes.length; place += size) text += reader.push(bytes.subarray(place, place + size));
  reader.end();
  return text;
}

describe('Utf8Reader', () => {
  const text = '\uFEFFTo be, 宋词 🎭é\n';

  it.each([1, 2, 3, 5, 100])('reads text in chunks of %d bytes, its first mark too', (size) => {
    expect(read(Buffer.from(text), size)).toBe(text);
  });

  it.each([1, 2, 3, 4, 5, 100])('names the byte that is wrong, in chunks of %d', (size) => {
    const bytes = Buffer.concat([Buffer.from('é🎭x'), Buffer.of(0xf0, 0x9f, 0x41), Buffer.from('yyyy')]);
    expect(() => read(bytes, size)).toThrow(
      new Error('text must be in UTF-8; a.txt is not valid at byte 9 (0x41). Convert it to UTF-8.'),
    );
  });

  it('refuses a character that is cut short at the end', () => {
    expect(() => read(Buffer.from('a🎭').subarray(0, 4), 100)).toThrow(
      new Error('text must be in UTF-8; a.txt ends within a character. Bring another copy of it.'),
    );
  });
});
