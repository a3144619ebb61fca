import fc from 'fast-check';
import { parseWordVectors } from './parse-word-vectors.js';
import { WordVectorReader } from './word-vector-reader.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

// words = ['the', 'café', 'new_york', 'of']
// vectors = np.array([[0.1, -2.5, 3e-5, 1], [-0.04656, 0.21318, -0.0074364, 1e10], [7, 8, 9, 10], [0, -0.0, 0.5, 1/3]], '<f4')
// b'4 4\n' + b''.join(word.encode() + b' ' + row.tobytes() + b'\n' for word, row in zip(words, vectors))
const binary = Buffer.from(
  'NCA0CnRoZSDNzMw9AAAgwIKo+zcAAIA/CmNhZsOpILO1Pr3cS1o+C63zu/kCFVAKbmV3X3lvcmsgAADgQAAAAEEAABBBAAAgQQpvZiAAAAAAAAAA' +
    'gAAAAD+rqqo+Cg==',
  'base64',
);
const words = ['the', 'café', 'new_york', 'of'];
const numbers = [
  [0.1, -2.5, 3e-5, 1],
  [-0.04656, 0.21318, -0.0074364, 1e10],
  [7, 8, 9, 10],
  [0, -0, 0.5, 1 / 3],
];
const expected = { words, dimensions: 4, values: Float32Array.from(numbers.flat()) };
const lines = words
  .map((word, row) => `${word} ${numbers[row]!.join(' ')}\n`)
  .join('')
  .replace('0 0 0.5', '0 -0 0.5');

describe('parseWordVectors', () => {
  it('reads the text of GloVe', () => {
    const text = 'the -0.038194 -0.24487\n, 0.1 1e-3\n10 1 2\n';
    expect(parseWordVectors(bytes(text))).toEqual({
      words: ['the', ',', '10'],
      dimensions: 2,
      values: Float32Array.of(-0.038194, -0.24487, 0.1, 0.001, 1, 2),
    });
    expect(parseWordVectors(bytes(lines))).toEqual(expected);
  });

  it('reads the text of word2vec and of fastText, which ends lines with a space', () => {
    expect(parseWordVectors(bytes(`4 4\n${lines}`))).toEqual(expected);
    expect(parseWordVectors(bytes(`4 4\n${lines.replaceAll('\n', ' \n')}`))).toEqual(expected);
    expect(parseWordVectors(bytes(`4 4\r\n${lines.replaceAll('\n', '\r\n')}`.trimEnd()))).toEqual(expected);
  });

  it('reads the binary format of word2vec, with and without line ends', () => {
    expect(parseWordVectors(binary)).toEqual(expected);
    const whole = [...binary];
    // Behind "4 4\n" each record has a word, a space, 16 bytes and a line end.
    const ends = words.map(
      (_, row) => 4 + words.slice(0, row + 1).reduce((sum, word) => sum + bytes(word).length + 18, 0),
    );
    expect(parseWordVectors(Uint8Array.from(whole.filter((_, at) => !ends.includes(at + 1))))).toEqual(expected);
  });

  it('keeps only the words that are wanted, and of each the first', () => {
    const text = bytes('a 1 1\nb 2 2\na 3 3\nc x y\n');
    expect(parseWordVectors(text, { words: ['b', 'a', 'z'] })).toEqual({
      words: ['a', 'b'],
      dimensions: 2,
      values: Float32Array.of(1, 1, 2, 2),
    });
    expect(parseWordVectors(binary, { words: new Set(['of']) }).words).toEqual(['of']);
  });

  it('reads words with spaces in them, as some files of GloVe have', () => {
    expect(parseWordVectors(bytes('the 1 2\n. . . 3 4\nat name@domain.com 5 6\n')).words).toEqual([
      'the',
      '. . .',
      'at name@domain.com',
    ]);
  });

  it('reads the same from pieces of any size', () => {
    const files = [binary, bytes(lines), bytes(`4 4\n${lines}`)];
    const property = fc.property(
      fc.constantFrom(...files),
      fc.array(fc.integer({ min: 1, max: 40 })),
      (file, sizes) => {
        const reader = new WordVectorReader('pieces', undefined);
        let start = 0;
        for (const size of [...sizes, file.length]) {
          const piece = Uint8Array.from(file.subarray(start, start + size));
          reader.push(piece);
          piece.fill(0);
          start += size;
        }
        expect(reader.finish()).toEqual(expected);
      },
    );
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  it('reads back random vectors from both formats', () => {
    const property = fc.property(
      fc.integer({ min: 3, max: 6 }).chain((dimensions) => {
        const vector = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
          minLength: dimensions,
          maxLength: dimensions,
        });
        return fc.array(vector, { minLength: 1, maxLength: 5 });
      }),
      (rows) => {
        const dimensions = rows[0]!.length;
        const values = Float32Array.from(rows.flat());
        const header = `${rows.length} ${dimensions}\n`;
        const written = { words: rows.map((_, row) => `w${row}`), dimensions, values };
        const text =
          header +
          rows
            .map((row, at) => `w${at} ${row.map((value) => (Object.is(value, -0) ? '-0' : String(value))).join(' ')}\n`)
            .join('');
        expect(parseWordVectors(bytes(text))).toEqual(written);
        const floats = (row: number) => new Uint8Array(values.slice(row * dimensions, (row + 1) * dimensions).buffer);
        const records = rows.flatMap((_, row) => [...bytes(`w${row} `), ...floats(row), 10]);
        expect(parseWordVectors(Uint8Array.from([...bytes(header), ...records]))).toEqual(written);
      },
    );
    fc.assert(property, { seed: 2, numRuns: 200 });
  });

  it.each([
    ['a 1 2\nb 1\n', 'has 1 numbers in line 2, where line 1 has 2. Download it again, or give another file.'],
    ['a 1 2\nb 1 2 3\n', 'has 3 numbers in line 2, where line 1 has 2. Download it again, or give another file.'],
    ['2 2\na 1 2\nb 1\n', 'has 1 numbers in line 3, where line 1 says 2. Download it again, or give another file.'],
    ['a 1 2\nb 1 x\n', 'has "x" in place of a number in line 2. Download it again, or give another file.'],
    ['a 1 nan\n', 'has "nan" in place of a number in line 1. Download it again, or give another file.'],
    ['a\nb\n', 'has no numbers in line 1. Download it again, or give another file.'],
    ['To be or not\n', 'has "be" in place of a number in line 1. Download it again, or give another file.'],
    ['3 2\na 1 2\n', 'has 1 vectors, where its first line names 3. Download it again, or give another file.'],
    ['0 2\n', 'names no vector in its first line. Download it again, or give another file.'],
    ['\n\n', 'has no vector. Download it again, or give another file.'],
    ['', 'is empty. Download it again, or give another file.'],
  ])('refuses %j', (text, reason) => {
    expect(() => parseWordVectors(bytes(text), { source: 'glove.txt' })).toThrow(
      new Error(
        `word vectors must be in the text format of GloVe, word2vec or fastText, or in the binary format of word2vec; glove.txt ${reason}`,
      ),
    );
  });

  it('refuses binary files that are cut short, or have words in another encoding', () => {
    for (const length of [30, 62, binary.length - 2]) {
      expect(() => parseWordVectors(binary.subarray(0, length))).toThrow(
        /; the bytes ends within vector [1-4] of the 4 that its first line names\./,
      );
    }
    const latin = Uint8Array.from(binary);
    latin[latin.indexOf(0xc3)] = 0xe9;
    expect(() => parseWordVectors(latin)).toThrow('has a word that is not UTF-8 at vector 2.');
    expect(() => parseWordVectors(Uint8Array.of(0xe9, 0x20, 0x31, 0x0a))).toThrow(
      'is not UTF-8 in line 1. Convert it to UTF-8.',
    );
  });

  it('refuses what is compressed, and what has no end of a vector in it', () => {
    for (const start of [
      [0x1f, 0x8b, 8],
      [0x50, 0x4b, 3, 4],
    ]) {
      expect(() => parseWordVectors(Uint8Array.from(start))).toThrow('; the bytes is compressed. Unpack it first.');
    }
    const endless = new WordVectorReader('endless', undefined);
    const piece = new Uint8Array(2 ** 23).fill(0x61);
    endless.push(piece);
    endless.push(piece);
    expect(() => endless.push(piece)).toThrow('; endless has more than 16777216 bytes without the end of a vector.');
  });

  it('refuses what are no bytes, no words, and unknown options', () => {
    expect(() => parseWordVectors('a 1' as never)).toThrow(new Error('bytes must be a Uint8Array; received "a 1".'));
    expect(() => parseWordVectors(binary, { words: 'the' })).toThrow(
      new Error('words must be an array or another iterable of words; received "the".'),
    );
    expect(() => parseWordVectors(binary, { limit: 3 } as never)).toThrow(
      new Error('parseWordVectors does not know the option "limit"; known options are words, source.'),
    );
  });
});
