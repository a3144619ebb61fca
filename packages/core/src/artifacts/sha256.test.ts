import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from './sha256.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('sha256', () => {
  // The examples of FIPS 180-2, appendix B, and the empty message.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is the published one', async (text, expected) => {
    expect(await sha256(bytes(text))).toBe(expected);
  });

  it('is what another implementation gives, also of a part of a buffer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(200), async (values, start) => {
        const part = Uint8Array.from(values).subarray(start);
        expect(await sha256(part)).toBe(createHash('sha256').update(part).digest('hex'));
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
