import fc from 'fast-check';
import { compareCodePoints } from './compare-code-points.js';

describe('compareCodePoints', () => {
  it('puts characters beyond U+FFFF last', () => {
    expect(['🙂', '～', '\uffee', 'é', 'z', ''].sort(compareCodePoints)).toEqual(['', 'z', 'é', '～', '\uffee', '🙂']);
  });

  it('orders as the bytes of UTF-8', () => {
    const text = fc.string({ unit: 'binary', maxLength: 4 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(Math.sign(compareCodePoints(left, right))).toBe(bytes);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
