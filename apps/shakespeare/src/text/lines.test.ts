import { Random } from '@refrain/core';
import { trainCharTokenizer } from '@refrain/tokenizers';
import { runSettings } from '../settings.js';
import { drawOpening, endId, lineRecord, lineRows } from './lines.js';
import { lineBatch } from './training-data.js';
import { runText } from './run-text.js';

const text = 'rex\nallo\nrapt\n';
const newlines = trainCharTokenizer(text);
const tokens = trainCharTokenizer(['rex', 'allo', 'rapt'], { special: { padding: '', end: '<eos>' } });

describe('lineRows', () => {
  it('ends each line with the character of a new line, or with the token for it', () => {
    expect(lineRows(newlines, text, 10).map((row) => newlines.decode(row))).toEqual(['rex\n', 'allo\n', 'rapt\n']);
    expect(lineRows(tokens, text, 10).map((row) => tokens.decode(row))).toEqual(['rex<eos>', 'allo<eos>', 'rapt<eos>']);
    expect(endId(tokens)).toBe(1);
  });

  it('reads no more than so many characters of a line', () => {
    expect(lineRows(newlines, text, 3).map((row) => newlines.decode(row))).toEqual(['rex\n', 'allo', 'rapt']);
  });
});

describe('lineBatch', () => {
  it('reads a line without its end and predicts it without its beginning, padded where the preset says', () => {
    const batchOf = (preset: 'dinosaurs' | 'headlines', rows: Int32Array[]) => lineBatch(runSettings({ preset }), rows);
    const front = batchOf('headlines', lineRows(tokens, 'rex\nallo\n', 10));
    expect(front.inputs.shape).toEqual([2, 4]);
    expect([...front.inputs.mask]).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
    expect(tokens.decode(front.inputs.ids)).toBe('rexallo');
    expect(tokens.decode(front.targets)).toBe('ex<eos>llo<eos>');
    const behind = batchOf('dinosaurs', lineRows(newlines, 'rex\nallo\n', 10));
    expect([...behind.inputs.mask]).toEqual([1, 1, 1, 0, 1, 1, 1, 1]);
    expect(newlines.decode(behind.targets.subarray(0, 3))).toBe('ex\n');
    expect(behind.startsSequence).toBe(true);
  });
});

describe('lineRecord', () => {
  it('knows the longest line and how often each opening is drawn', () => {
    const record = lineRecord(newlines, lineRows(newlines, text, 10));
    expect(record).toEqual({
      count: 3,
      longest: 4,
      openings: [
        ['r', 2],
        ['a', 1],
      ],
    });
    const random = new Random(1);
    const drawn = Array.from({ length: 3000 }, () => drawOpening(record, random));
    expect(drawn.filter((opening) => opening === 'r').length / 3000).toBeCloseTo(2 / 3, 1);
    expect(new Set(drawn)).toEqual(new Set(['r', 'a']));
  });
});

describe('runText', () => {
  it('has a line end behind each line that is not blank', () => {
    const { lines } = runSettings({ preset: 'dinosaurs' });
    expect(runText('  rex \n\n\t\nallo', { lines })).toBe('rex\nallo\n');
    expect(runText(' \n', { lines })).toBe('');
  });

  it('joins lines and keeps the beginning, in characters', () => {
    expect(runText('🎭a\nb🎭c', { joinLines: true, characters: 5 })).toBe('🎭a b🎭');
    expect(runText('ab', { characters: 5 })).toBe('ab');
  });

  it('cuts a book of Project Gutenberg out of its file, and leaves another text alone', () => {
    const [start, end] = ['START', 'END'].map((word) => `*** ${word} OF THE PROJECT GUTENBERG EBOOK X ***`);
    const book = 'Chapter 1\n\nThe end of it.';
    expect(runText(`Header\n${start}\n\n${book}\n\n${end}\nLicence`, { gutenberg: true })).toBe(book);
    const older = `Header\n${start}\n${book}\n\nEnd of the Project Gutenberg EBook\n\n${end}\nLicence`;
    expect(runText(older, { gutenberg: true })).toBe(book);
    expect(runText(book, { gutenberg: true })).toBe(book);
  });
});
