declare module 'crc-32/crc32c.js' {
  const crc32c: {
    /** The checksum as a signed 32-bit integer. */
    buf(bytes: Uint8Array): number;
  };
  export default crc32c;
}
