import fc from 'fast-check';
import { parsePairs } from './parse-pairs.js';

describe('parsePairs', () => {
  it('reads a sentence, its translation and an attribution from each line', () => {
    expect(parsePairs('Go.\tVe.\nHi.\tHola.\tCC-BY 2.0 (France) Attribution: tatoeba.org #538123 (CM)\n')).toEqual([
      { source: 'Go.', target: 'Ve.' },
      { source: 'Hi.', target: 'Hola.', attribution: 'CC-BY 2.0 (France) Attribution: tatoeba.org #538123 (CM)' },
    ]);
  });

  it('leaves sentences as they are: spaces, quotes, line separators within', () => {
    expect(parsePairs(' "Go."  \t¿“Ve\u2028”?\t')).toEqual([{ source: ' "Go."  ', target: '¿“Ve\u2028”?' }]);
  });

  it.each(['\n', '\r\n', '\r'])('takes lines that end in %j, empty ones and a byte-order mark', (end) => {
    expect(parsePairs(`\ufeffGo.\tVe.${end}${end}Hi.\tHola.${end}`)).toEqual([
      { source: 'Go.', target: 'Ve.' },
      { source: 'Hi.', target: 'Hola.' },
    ]);
  });

  it('reads back whatever was written', () => {
    const side = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 8 })
      .filter((text) => text.trim() !== '' && !/[\t\r\n]/.test(text) && !text.startsWith('\ufeff'));
    const pairs = fc.array(fc.record({ source: side, target: side }), { minLength: 1, maxLength: 5 });
    const property = fc.property(pairs, fc.constantFrom('\n', '\r\n'), (written, end) => {
      expect(parsePairs(written.map(({ source, target }) => `${source}\t${target}`).join(end))).toEqual(written);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it.each([
    ['Go.\tVe.\r\nGo. Ve.', 'has no tab in line 2. Put one between the sentence and its translation.'],
    ['Go.\tVe.\n\n\tVe.', 'has nothing before the tab in line 3. Write the sentence, or leave the line out.'],
    ['Go.\t \n', 'has nothing behind the tab in line 1. Write the translation, or leave the line out.'],
    [' \n', 'has no tab in line 1. Put one between the sentence and its translation.'],
    [
      '1276\tGo.\t2481\tVe.',
      'has 4 columns in line 1. Keep the sentence, its translation and, if there is one, an attribution.',
    ],
    ['', 'has no line. Give a file that has sentences in it.'],
    ['\ufeff\n\n', 'has no line. Give a file that has sentences in it.'],
    [Uint8Array.of(71), 'is no string. Decode the bytes of a file with decodeText.'],
  ])('refuses %j', (text, reason) => {
    expect(() => parsePairs(text as string, { source: 'spa.txt' })).toThrow(
      new Error(`pairs must be lines of a sentence, a tab and its translation; spa.txt ${reason}`),
    );
  });

  it('says "the text" where it is not told what it reads', () => {
    expect(() => parsePairs('Go.')).toThrow('; the text has no tab in line 1.');
    expect(() => parsePairs('Go.\tVe.', { file: 'spa.txt' } as never)).toThrow(
      new Error('parsePairs does not know the option "file"; known options are source.'),
    );
  });
});
