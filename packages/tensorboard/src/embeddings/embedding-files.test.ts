import { memoryStore } from '@refrain/core';
import fc from 'fast-check';
import { embeddingFiles, saveEmbeddings } from './embedding-files.js';
import type { Embedding } from './embedding.js';

const words: Embedding = {
  name: 'words',
  vectors: Float32Array.of(1, 0.1, -2.5, 0, 1e-20, 3),
  columns: { word: ['good', 'bad', 'so-so'] },
};

function files(...embeddings: Embedding[]): Record<string, string> {
  const decoder = new TextDecoder();
  return Object.fromEntries([...embeddingFiles(embeddings)].map(([name, bytes]) => [name, decoder.decode(bytes)]));
}

describe('embeddingFiles', () => {
  it('writes vectors, labels without a heading, and where they are', () => {
    expect(files(words)).toEqual({
      'words/tensors.tsv': '1\t0.100000001\n-2.5\t0\n9.99999968e-21\t3\n',
      'words/metadata.tsv': 'good\nbad\nso-so\n',
      /*
       * from google.protobuf import text_format; from tensorboard.plugins.projector import ProjectorConfig
       * config = ProjectorConfig()
       * config.embeddings.add(tensor_name="words", tensor_path="words/tensors.tsv",
       *                       metadata_path="words/metadata.tsv", tensor_shape=[3, 2])
       * print(text_format.MessageToString(config), end="")
       */
      'projector_config.pbtxt': `embeddings {
  tensor_name: "words"
  metadata_path: "words/metadata.tsv"
  tensor_shape: 3
  tensor_shape: 2
  tensor_path: "words/tensors.tsv"
}
`,
    });
  });

  it('heads the columns where there are several', () => {
    const columns = { word: ['good', 'bad', 'so-so'], sentiment: Float64Array.of(0.9, -0.8, 0) };
    const metadata = files({ ...words, columns })['words/metadata.tsv'];
    expect(metadata).toBe('word\tsentiment\ngood\t0.9\nbad\t-0.8\nso-so\t0\n');
  });

  it('shows what could not be seen or would cut a line', () => {
    const tokens = [' ', '\n', 'a\tb', '', ' the', '"', 'one word', 'ä\\', '\u00a0', '\r', '\u0085', '\ud800', '😀'];
    const embedding = { name: 'tokens', vectors: new Float32Array(tokens.length), columns: { token: tokens } };
    expect(files(embedding)['tokens/metadata.tsv']).toBe(
      [
        ...['" "', '"\\n"', '"a\\tb"', '""', '" the"', '"\\""', 'one word', 'ä\\'],
        ...['"\u00a0"', '"\\r"', '"\\u0085"', '"\\ud800"', '😀', ''],
      ].join('\n'),
    );
  });

  it('keeps every label apart from every other, on one line that is not empty', () => {
    const unicode = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '\\', '"', 'n', '\u2028', '\u0000') });
    fc.assert(
      fc.property(fc.uniqueArray(unicode, { minLength: 1 }), (tokens) => {
        const embedding = { name: 'tokens', vectors: new Float32Array(tokens.length), columns: { token: tokens } };
        const lines = files(embedding)['tokens/metadata.tsv']!.split('\n').slice(0, -1);
        expect(lines.filter((line) => line.trim() !== '' && !line.includes('\t'))).toHaveLength(tokens.length);
        expect(lines.map((line) => (line.startsWith('"') ? (JSON.parse(line) as string) : line))).toEqual(tokens);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('writes every float32 so that it can be read back', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, noNaN: true }), (array) => {
        const vectors = array.filter(Number.isFinite);
        fc.pre(vectors.length > 0);
        const embedding = { name: 'v', vectors, columns: { row: ['x'] } };
        const read = files(embedding)['v/tensors.tsv']!.trim().split('\t').map(Number);
        expect(Float32Array.from(read).map((value) => value + 0)).toEqual(vectors.map((value) => value + 0));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('describes several embeddings in one configuration', () => {
    const config = files(words, { ...words, name: 'words.2' })['projector_config.pbtxt']!;
    expect(config.match(/tensor_name: ".*"/g)).toEqual(['tensor_name: "words"', 'tensor_name: "words.2"']);
  });

  it.each<[Partial<Embedding>, string]>([
    [
      { name: '../x' },
      'name must be letters, digits, "-", "_" and ".", not beginning with a dot or dash; received "../x".',
    ],
    [
      { columns: {} },
      'columns must be at least one column with at least one value; received an object with keys (none).',
    ],
    [
      { columns: { word: [] } },
      'columns must be at least one column with at least one value; received an object with keys word.',
    ],
    [
      { columns: { word: ['a', 'b'], count: [1] } },
      'columns.count must be an array of 2 values, as word has; received [1].',
    ],
    [
      { vectors: new Float32Array(4) },
      'vectors must be an array [rows, units] with 3 rows, as word has; received Float32Array of 4.',
    ],
    [{ vectors: [] }, 'vectors must be an array [rows, units] with 3 rows, as word has; received [].'],
    [{ vectors: [1, 2, 3, Infinity, 5, 6] }, 'vectors[1, 1] must be a finite number; received Infinity.'],
    [
      { label: 'x' } as never,
      'an embedding does not know the option "label"; known options are name, vectors, columns.',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(() => embeddingFiles([{ ...words, ...wrong }])).toThrow(new Error(message));
  });

  it('refuses two embeddings of one name', () => {
    expect(() => embeddingFiles([words, words])).toThrow(
      new Error('name must be another one than that of any other embedding; received "words".'),
    );
  });
});

describe('saveEmbeddings', () => {
  it('writes the configuration last', async () => {
    const written: string[] = [];
    const store = memoryStore();
    await saveEmbeddings({ ...store, write: (name) => Promise.resolve(void written.push(name)) }, [words]);
    expect(written).toEqual(['words/tensors.tsv', 'words/metadata.tsv', 'projector_config.pbtxt']);
  });
});
