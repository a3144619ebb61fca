import fc from 'fast-check';
import { alignedText } from '../aligned-text.js';
import { createNormalizer } from './create-normalizer.js';
import type { NormalizerDescription } from './description.js';
import type { StretchPlace } from './normalizer.js';

/** The normalized characters with their places. */
function places(text: string, ...normalizers: NormalizerDescription[]): string {
  const normalized = createNormalizer({ normalizers })(alignedText(text, 0));
  let end = 0;
  return Array.from(normalized.text, (character) => {
    const start = end;
    end += character.length;
    return `${character} ${normalized.starts![start]}-${normalized.ends![end - 1]}`;
  }).join(', ');
}

function normalized(text: string, normalizer: NormalizerDescription, place?: StretchPlace): string {
  return createNormalizer({ normalizers: [normalizer] })(alignedText(text, undefined), place).text;
}

describe('createNormalizer', () => {
  it('changes nothing without normalizers', () => {
    const text = alignedText('É', 3);
    expect(createNormalizer({ normalizers: [] })(text)).toBe(text);
  });

  it('works in the order of the list', () => {
    const dot = { type: 'replace', pattern: { text: 'a' }, content: '.' } as const;
    expect(places('Aa', dot, { type: 'lowercase', letters: 'all' })).toBe('a 0-1, . 1-2');
    expect(places('Aa', { type: 'lowercase', letters: 'all' }, dot)).toBe('. 0-1, . 1-2');
  });

  it('lets the parts of a character stand where it stood, and a composed one where its first part stood', () => {
    expect(places('ñ½x', { type: 'nfkd' })).toBe('n 0-1, \u0303 0-1, 1 1-2, ⁄ 1-2, 2 1-2, x 2-3');
    expect(places('an\u0303o', { type: 'nfc' })).toBe('a 0-1, ñ 1-2, o 3-4');
  });

  it.each(['nfc', 'nfd', 'nfkc', 'nfkd'] as const)('gives each character of %s a place, from left to right', (type) => {
    const characters = fc.constantFrom(
      ...[
        'a',
        'é',
        '\u0301',
        '\u0323',
        '\u0344',
        'ᄒ',
        'ᅡ',
        'ᆫ',
        '한',
        'ㅏ',
        'ㄱ',
        'ﾡ',
        'ￂ',
        'ｶ',
        'ﾞ',
        '㉠',
        'ﱞ',
        'ﷺ',
        'ক',
        '\u09be',
      ],
      ...['\u09c7', '𑄱', '\u{11127}', '\u{1d165}', '𝅗𝅥', '😀', '\u1acf', '\u{1f16c}', '\u0f73', '½'],
    );
    const normalize = createNormalizer({ normalizers: [{ type }] });
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 12 }), (parts) => {
        const { text, starts, ends } = normalize(alignedText(parts.join(''), 0));
        expect(text).toBe(normalize(alignedText(parts.join(''), undefined)).text);
        expect([starts!.length, ends!.length]).toEqual([text.length, text.length]);
        expect(Array.from(starts!)).toEqual(Array.from(starts!).sort((left, right) => left - right));
      }),
      { seed: 16, numRuns: 500 },
    );
  });

  it('leaves characters that are younger than the tables of Hugging Face as they are', () => {
    expect(normalized('e\u0301\u{1f16c}e\u0301', { type: 'nfkc' })).toBe('é\u{1f16c}é');
  });

  it('maps to lower case all letters one by one, those of ASCII only, or the text as a whole', () => {
    expect(normalized('ΟΔΟΣ İÉA', { type: 'lowercase', letters: 'all' })).toBe('οδοσ i\u0307éa');
    expect(normalized('ΟΔΟΣ İÉA', { type: 'lowercase', letters: 'ascii' })).toBe('ΟΔΟΣ İÉa');
    expect(normalized('ΟΔΟΣ İÉA', { type: 'lowercase', letters: 'in-context' })).toBe('οδος i\u0307éa');
    expect(places('xİΣ', { type: 'lowercase', letters: 'in-context' })).toBe('x 0-1, i 1-2, \u0307 1-2, ς 2-3');
  });

  it('maps to lower case in context as JavaScript does', () => {
    const letters = fc.array(fc.constantFrom('Σ', 'σ', 'İ', 'A', ' ', '\u0307', '😀', 'ẞ', '𐐀'));
    fc.assert(
      fc.property(letters, (parts) => {
        const text = parts.join('');
        const lower = createNormalizer({ normalizers: [{ type: 'lowercase', letters: 'in-context' }] });
        expect(lower(alignedText(text, 0)).text).toBe(text.toLowerCase());
        expect(lower(alignedText(text, 0)).starts).toHaveLength(text.toLowerCase().length);
      }),
      { seed: 14, numRuns: 200 },
    );
  });

  it('makes one space of white space, and none at the ends', () => {
    expect(normalized(' a \u3000\n b c\t', { type: 'collapse-spaces' })).toBe('a b c');
    expect(places('\na\t\tb ', { type: 'collapse-spaces' })).toBe('a 1-2,   3-4, b 4-5');
  });

  it('takes nothing from the beginning of a text that goes on', () => {
    const later = { startsText: false, startsStretch: false, endsStretch: true };
    expect(normalized('  a ', { type: 'collapse-spaces' }, later)).toBe(' a');
    expect(normalized('  a ', { type: 'strip', left: true, right: true }, later)).toBe('  a');
    expect(normalized('  a', { type: 'prepend', content: '▁' }, later)).toBe('  a');
  });

  it('prepends to text, but not to none', () => {
    expect(places('a', { type: 'prepend', content: '😀' })).toBe('😀 0-1, a 0-1');
    expect(places('', { type: 'prepend', content: '▁' })).toBe('');
  });

  it('takes tags away', () => {
    expect(places('a<b>c', { type: 'strip-tags' })).toBe('a 0-1, c 4-5');
  });

  it('lets what a function gives stand where the whole text stood', () => {
    expect(places('abc', { type: 'function', apply: (text) => `${text[0]}!` })).toBe('a 0-3, ! 0-3');
    expect(places('ab', { type: 'function', apply: (text) => text })).toBe('a 0-1, b 1-2');
    expect(places('', { type: 'function', apply: () => 'x' })).toBe('x 0-0');
  });

  it('replaces as written: a $ is a $', () => {
    expect(normalized('ab', { type: 'replace', pattern: { text: 'b' }, content: '$&' })).toBe('a$&');
    expect(normalized('ab', { type: 'replace', pattern: { regularExpression: 'B', flags: 'iu' }, content: '$&' })).toBe(
      'a$&',
    );
  });

  it('is linear in the length of the text', () => {
    const bert = { type: 'bert', cleanText: true, isolateChinese: true, stripAccents: true, lowercase: true } as const;
    const normalize = createNormalizer({ normalizers: [bert, { type: 'nfkc' }, { type: 'collapse-spaces' }] });
    for (const unit of ['é', ' ', 'e\u0301', '中', '\u0301', '😀']) {
      const { text, starts, ends } = normalize(alignedText(unit.repeat(200_000), 0));
      expect([starts!.length, ends!.length]).toEqual([text.length, text.length]);
    }
  });
});
