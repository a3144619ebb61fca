import fc from 'fast-check';
import { decodeText } from './decode-text.js';
import { invalidUtf8Offset } from './utf8.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('decodeText', () => {
  it('gives the text of UTF-8 without its byte-order mark', () => {
    expect(decodeText(bytes('\ufeffña 🙂\r\n\ufeff'))).toBe('ña 🙂\r\n\ufeff');
  });

  it('makes every line end a line feed on request', () => {
    expect(decodeText(bytes('a\r\n\r\nb\rc\n\r'), { lineEnds: 'lf' })).toBe('a\n\nb\nc\n\n');
  });

  it.each([
    ['nothing', [], 'is empty. Give a file that has text in it.'],
    ['a byte-order mark alone', [0xef, 0xbb, 0xbf], 'is empty. Give a file that has text in it.'],
    ['a NUL', [0x61, 0x62, 0], 'has a NUL at byte 2, as only binary files have. Give a text file.'],
    ['UTF-16', [0xff, 0xfe, 0x61, 0], 'begins with the byte-order mark of UTF-16. Convert it to UTF-8.'],
    ['UTF-16, big end first', [0xfe, 0xff, 0, 0x61], 'begins with the byte-order mark of UTF-16. Convert it to UTF-8.'],
    ['Latin-1', [0x61, 0xe9, 0x62], 'is not valid at byte 1 (0xe9). Convert it to UTF-8.'],
    ['a character cut short', [0x61, 0xf0, 0x9f, 0x99], 'is not valid at byte 1 (0xf0). Convert it to UTF-8.'],
    ['half a surrogate pair', [0xed, 0xa0, 0xbd], 'is not valid at byte 0 (0xed). Convert it to UTF-8.'],
    ['an overlong form', [0xc0, 0x80], 'is not valid at byte 0 (0xc0). Convert it to UTF-8.'],
  ])('refuses %s', (_, values, reason) => {
    expect(() => decodeText(Uint8Array.from(values), { source: 'words.txt' })).toThrow(
      new Error(`a corpus must be text in UTF-8; words.txt ${reason}`),
    );
  });

  it('refuses unknown options', () => {
    expect(() => decodeText(bytes('a'), { encoding: 'latin1' } as never)).toThrow(
      new Error('decodeText does not know the option "encoding"; known options are source, lineEnds.'),
    );
    expect(() => decodeText(bytes('a'), { lineEnds: 'cr' } as never)).toThrow(
      new Error('lineEnds must be one of "keep", "lf"; received "cr".'),
    );
  });
});

describe('invalidUtf8Offset', () => {
  const decodes = (part: Uint8Array): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(part);
      return true;
    } catch {
      return false;
    }
  };
  const byte = fc.oneof(
    fc.nat(255),
    fc.constantFrom(0x61, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
  );

  it('agrees with the platform about what is valid, and where it stops to be', () => {
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (values) => {
        const all = Uint8Array.from(values);
        const offset = invalidUtf8Offset(all);
        expect(offset === -1).toBe(decodes(all));
        if (offset >= 0) {
          expect(decodes(all.subarray(0, offset))).toBe(true);
          for (let end = offset + 1; end <= all.length; end++) expect(decodes(all.subarray(0, end))).toBe(false);
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('takes every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(invalidUtf8Offset(bytes(text))).toBe(-1);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});
