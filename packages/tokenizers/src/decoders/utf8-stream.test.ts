import fc from 'fast-check';
import { decodeUtf8, utf8Stream } from './utf8-stream.js';

/** Bytes that begin, go on with, break and end characters. */
const nastyBytes = fc.array(
  fc.constantFrom(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff),
  { maxLength: 12 },
);

describe('utf8Stream', () => {
  it('holds back the bytes of a character until the last one', () => {
    const stream = utf8Stream();
    const parts = [...new TextEncoder().encode('a😀é')].map((byte) => stream.push(Uint8Array.of(byte)));
    expect(parts).toEqual(['a', '', '', '', '😀', '', 'é']);
    expect(stream.flush()).toBe('');
  });

  it('gives what can no longer become a character at once', () => {
    const stream = utf8Stream();
    expect(stream.push(Uint8Array.of(0xe0, 0x80))).toBe('\ufffd\ufffd');
    expect(stream.push(Uint8Array.of(0xed, 0xa0))).toBe('\ufffd\ufffd');
    expect(stream.push(Uint8Array.of(0xf0, 0x9f, 0x98))).toBe('');
    expect(stream.flush()).toBe('\ufffd');
    expect(stream.push(Uint8Array.of(0x41))).toBe('A');
  });

  it('keeps a byte order mark', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA');
  });

  it('gives what TextDecoder gives of the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(nastyBytes, { maxLength: 6 }), (parts) => {
        const stream = utf8Stream();
        const pushed = parts.map((part) => stream.push(Uint8Array.from(part)));
        const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(parts.flat()));
        expect(pushed.join('') + stream.flush()).toBe(whole);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
