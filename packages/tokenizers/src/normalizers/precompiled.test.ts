import { alignedText } from '../aligned-text.js';
import { createNormalizer } from './create-normalizer.js';
import { readCharsmap } from './charsmap.js';
import golden from './precompiled.golden.json';

const normalize = createNormalizer({ normalizers: [{ type: 'precompiled', charsmap: golden.charsmap }] });

/** From where to where each character of the normalized text stands. */
function placesOf(text: string): string {
  const { text: normalized, starts, ends } = normalize(alignedText(text, 0));
  const places: number[] = [];
  let position = 0;
  for (const character of normalized) {
    places.push(starts![position]!, ends![position]!);
    position += character.length;
  }
  return places.join(' ');
}

describe('the normalizer precompiled', () => {
  it.each(golden.answers)("makes of $text what Hugging Face's library makes", ({ text, normalized, offsets }) => {
    expect(normalize(alignedText(text, undefined)).text).toBe(normalized);
    expect(normalize(alignedText(text, 0)).text).toBe(normalized);
    expect(placesOf(text)).toBe(offsets);
  });

  it('takes time in proportion to the text', () => {
    const long = `${'A'.repeat(200_000)}${'e\u0301'.repeat(50_000)}${'\r\n'.repeat(50_000)}`;
    const expected = `${'a'.repeat(200_000)}${'é'.repeat(50_000)}${' '.repeat(50_000)}`;
    expect(normalize(alignedText(long, 0)).text === expected).toBe(true);
  });
});

describe('readCharsmap', () => {
  it.each([
    ['no base64', '%'],
    ['nothing', ''],
    ['a table without units', 'AAAAAA=='],
    ['a table that is cut off', golden.charsmap.slice(0, 100)],
    ['a table of half a unit', 'AgAAAAAA'],
  ])('reads nothing of %s', (_, charsmap) => {
    expect(readCharsmap(charsmap)).toBeUndefined();
  });

  it('finds nothing where a changed table leads outside', () => {
    const bytes = Buffer.from(golden.charsmap, 'base64');
    bytes.fill(0xff, 4, 200);
    const charsmap = readCharsmap(bytes.toString('base64'))!;
    for (const text of ['A', 'z', '水', '\0']) expect(charsmap.replacementOf(text)).toBeUndefined();
  });
});
