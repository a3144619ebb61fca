import { csvRows } from './csv-rows.js';

describe('csvRows', () => {
  it('reads values between quotation marks, with commas, doubled marks and line ends in them', () => {
    expect(csvRows('\ufefftext,label\n"a, ""b""\nc",1\n\n plain ,0', 'a.csv')).toEqual([
      { cells: ['text', 'label'], line: 1 },
      { cells: ['a, "b"\nc', '1'], line: 2 },
      { cells: [' plain ', '0'], line: 5 },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('takes rows that end in %j, however many values they have', (end) => {
    expect(csvRows(`a,b${end}c${end}d,e,f${end}`, 'a.csv').map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['c'],
      ['d', 'e', 'f'],
    ]);
  });

  it('reads a megabyte of text in one value', () => {
    const long = 'good, '.repeat(200_000);
    expect(csvRows(`"${long}",1`, 'a.csv')).toEqual([{ cells: [long, '1'], line: 1 }]);
  });

  it.each([
    ['a quotation mark within a value', 'a,b\nsay "hi",1\n', 'stands within a value in line 2'],
    ['a quotation mark that is not doubled', 'a,b\nc,1\n"say "hi"",1\n', 'stands within a value in line 3'],
    ['a quotation mark that is not closed', 'a,b\n"say,1\n', 'is never closed'],
  ])('refuses %s', (_, text, fault) => {
    expect(() => csvRows(text, 'a.csv')).toThrow(
      new Error(
        `a.csv must be comma-separated values; a quotation mark ${fault}. ` +
          'Put values that have quotation marks between quotation marks, and double those within.',
      ),
    );
  });
});
