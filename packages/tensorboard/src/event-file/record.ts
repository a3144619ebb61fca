import crc32c from 'crc-32/crc32c.js';

/** Added to a rotated checksum, so that data which itself holds checksums keeps a good one. */
const maskDelta = 0xa282ead8;

/**
 * Frames bytes as one TFRecord: their length, its masked CRC-32C, the bytes, their masked CRC-32C; integers little-endian.
 * A reader so knows a record cut short from a whole one.
 */
export function frameRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(8 + 4 + data.length + 4);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedChecksum(record.subarray(0, 8)), true);
  record.set(data, 12);
  view.setUint32(12 + data.length, maskedChecksum(data), true);
  return record;
}

function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c.buf(bytes) >>> 0;
  return (((checksum >>> 15) | (checksum << 17)) + maskDelta) >>> 0;
}
