import fc from 'fast-check';
import type { Label } from './labelled-text.js';
import { parseLabelledTexts } from './parse-labelled-texts.js';

describe('parseLabelledTexts', () => {
  it('reads the columns of SST-2 and of tables like it', () => {
    expect(parseLabelledTexts('sentence\tlabel\nquirkily appealing \t1\nso many flaws \t0\n')).toEqual([
      { text: 'quirkily appealing ', label: 1 },
      { text: 'so many flaws ', label: 0 },
    ]);
    expect(parseLabelledTexts('label\trating\tid\ttext\n0\t3\t0\tDull.\n1\t9\t0\tFine.')).toEqual([
      { text: 'Dull.', label: 0 },
      { text: 'Fine.', label: 1 },
    ]);
    expect(parseLabelledTexts('review\tsentiment\nDull.\tnegative\nFine.\tpositive')).toHaveLength(2);
  });

  it('reads the columns that it is told', () => {
    const columns = { text: 'comment', label: 'stars' };
    expect(parseLabelledTexts('text\tcomment\tstars\nx\tDull.\tneg\ny\tFine.\tpos', { columns })).toEqual([
      { text: 'Dull.', label: 0 },
      { text: 'Fine.', label: 1 },
    ]);
  });

  it('leaves texts unharmed: HTML, emoticons, quotation marks, spaces, line separators, a megabyte', () => {
    const wild = '<br /><br /> "So" bad :-( ;) \u2028 &amp; \u00a0 🙂';
    const long = 'good '.repeat(210_000);
    const texts = parseLabelledTexts(`text\tlabel\r\n${wild}\t0\r\n${long}\t1\r\n`);
    expect(texts).toEqual([
      { text: wild, label: 0 },
      { text: long, label: 1 },
    ]);
  });

  it('reads back whatever was written', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 8 })
      .filter((value) => value.trim() !== '' && !/[\t\r\n]/.test(value));
    const label = fc.constantFrom<Label>(0, 1);
    const texts = fc
      .array(fc.record({ text, label }), { minLength: 2, maxLength: 6 })
      .filter((written) => new Set(written.map((one) => one.label)).size === 2);
    const property = fc.property(texts, fc.constantFrom('\n', '\r\n', '\r'), (written, end) => {
      const lines = ['label\ttext', ...written.map((one) => `${one.label}\t${one.text}`)];
      expect(parseLabelledTexts(`\ufeff${lines.join(end)}${end}${end}`)).toEqual(written);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it.each([
    ['text\tlabel\nA.\t1\nB.\t2\n', 'has the label "2" in line 3. Write one of 0, 1, neg, pos, negative, positive.'],
    ['text\tlabel\nA.\t\n', 'has no label in line 2. Write one, or leave the line out.'],
    ['text\tlabel\nA.\n', 'has 1 columns in line 2, where its header has 2. Give each line as many as the header.'],
    ['text\tlabel\n\nA.\t1\n \t0\n', 'has an empty text in line 4. Write the text, or leave the line out.'],
    ['text\tlabel\nA.\t1\nB.\t1\n', 'has only texts of the label 1. Give texts of both labels.'],
    ['text\tlabel\n', 'has no text. Give a file that has texts in it.'],
    [
      'A masterpiece.\t1\n',
      'has no column "text" or "sentence" or "review" in line 1, which names "A masterpiece.", "1". ' +
        'Write such a header, or name the column by columns.text.',
    ],
    [
      'text\tclass\n',
      'has no column "label" or "sentiment" in line 1, which names "text", "class". ' +
        'Write such a header, or name the column by columns.label.',
    ],
    [Uint8Array.of(71), 'is no string. Decode the bytes of a file with decodeText.'],
  ])('refuses %j', (text, reason) => {
    expect(() => parseLabelledTexts(text as string, { source: 'sst2.tsv' })).toThrow(
      new Error(`labelled texts must each have a text and a label, 0 or 1; sst2.tsv ${reason}`),
    );
  });

  it('refuses columns and options that it does not know', () => {
    expect(() => parseLabelledTexts('text\tlabel', { columns: { text: 'words' } })).toThrow(
      '; the text has no column "words" in line 1, which names "text", "label".',
    );
    expect(() => parseLabelledTexts('', { columns: { review: 1 } as never })).toThrow(
      new Error('columns does not know the option "review"; known options are text, label.'),
    );
    expect(() => parseLabelledTexts('', { file: 'a' } as never)).toThrow(
      new Error('parseLabelledTexts does not know the option "file"; known options are source, columns.'),
    );
  });
});
