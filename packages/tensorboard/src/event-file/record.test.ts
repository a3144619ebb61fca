import fc from 'fast-check';
import { frameRecord } from './record.js';

/** CRC-32C bit by bit, from its polynomial (RFC 3720, appendix B.4). */
function checksum(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0);
  }
  return ~remainder >>> 0;
}

function masked(bytes: Uint8Array): number {
  const crc = checksum(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

describe('frameRecord', () => {
  it('frames nothing as TensorFlow does', () => {
    // with tf.io.TFRecordWriter("file") as writer: writer.write(b"")
    expect(Buffer.from(frameRecord(new Uint8Array())).toString('hex')).toBe(
      '0000000000000000' + '29039807' + 'd8ea82a2',
    );
  });

  it('puts the length and both checksums around the bytes', () => {
    // RFC 3720: the checksum of the digits 1 to 9.
    expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const record = frameRecord(bytes);
        const view = new DataView(record.buffer);
        expect(record.length).toBe(bytes.length + 16);
        expect(view.getBigUint64(0, true)).toBe(BigInt(bytes.length));
        expect(view.getUint32(8, true)).toBe(masked(record.subarray(0, 8)));
        expect(record.subarray(12, -4)).toEqual(bytes);
        expect(view.getUint32(12 + bytes.length, true)).toBe(masked(bytes));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
