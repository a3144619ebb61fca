import { createHash } from 'node:crypto';
import type { Tokenizer } from '../tokenizer.js';
import { textMatrix } from './text-matrix.js';
import type { TextMatrixOptions } from './text-matrix.js';
import golden from './train-word-tokenizer.golden.json';
import { trainWordTokenizer } from './train-word-tokenizer.js';
import type { WordTokenizerOptions } from './train-word-tokenizer.js';

const { texts } = golden;
const training = texts.slice(0, golden.training);
const rows = texts.slice(...golden.rows);

type PythonOptions = Readonly<Record<string, unknown>>;

/** What Python's names of options are called here; what has no name here is undefined. */
function translate(options: PythonOptions, names: Readonly<Record<string, string>>): PythonOptions {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      names[name] ?? name,
      typeof value === 'string' && name === 'standardize' ? value.replaceAll('_', '-') : (value ?? 'none'),
    ]),
  );
}

function textVectorization(options: PythonOptions): Tokenizer {
  const given = translate(options, { ngrams: 'nGrams', max_tokens: 'maximumTokens' });
  return trainWordTokenizer(training, { behaviour: 'text-vectorization', ...given } as WordTokenizerOptions);
}

function legacy({ oov_token: unknown, char_level: characters, ...options }: PythonOptions): Tokenizer {
  const given = translate(options, { num_words: 'maximumTokens', lower: 'lowercase', split: 'separator' });
  return trainWordTokenizer(training, {
    behaviour: 'legacy',
    ...given,
    ...(characters === true && { characters }),
    ...(unknown !== undefined && { special: { unknown } }),
  } as WordTokenizerOptions);
}

function torchtext({ special_first: specialFirst, ...options }: PythonOptions): Tokenizer {
  const given = translate(options, { min_freq: 'minimumFrequency', max_tokens: 'maximumTokens' });
  return trainWordTokenizer(training, {
    behaviour: 'torchtext',
    special: { padding: '<pad>', unknown: '<unk>' },
    specialPosition: specialFirst === false ? 'last' : 'first',
    ...given,
  } as WordTokenizerOptions);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

interface Answers {
  readonly size: number;
  readonly vocabulary: string;
  readonly ids: string;
  readonly firstWords: readonly string[];
  readonly firstIds: readonly (readonly number[])[];
}

function expectAnswers(tokenizer: Tokenizer, expected: Answers): void {
  const { tokens, size } = tokenizer.vocabulary;
  const ids = texts.map((text) => Array.from(tokenizer.encode(text)));
  expect(tokens.slice(0, 12)).toEqual(expected.firstWords);
  expect(ids.slice(7, 13)).toEqual(expected.firstIds);
  expect(size).toBe(expected.size);
  expect(digest(tokens)).toBe(expected.vocabulary);
  expect(digest(ids)).toBe(expected.ids);
}

describe('200 hostile texts', () => {
  it.each(golden.textVectorization)("have the words and ids of Keras's TextVectorization($options)", (expected) => {
    expectAnswers(textVectorization(expected.options), expected);
  });

  it('are padded and cut as output_sequence_length does', () => {
    const { ids, shape } = textVectorization({}).encodeBatch(texts.slice(100), { length: 4, maximumLength: 4 });
    expect(shape).toEqual([golden.padded.length, 4]);
    expect(Array.from(ids)).toEqual(golden.padded.flat());
  });

  it.each(golden.legacy)("have the words, ids and texts of Keras's older Tokenizer($options)", (expected) => {
    const tokenizer = legacy(expected.options);
    expectAnswers(tokenizer, expected);
    expect(digest(texts.map((text) => tokenizer.decode(tokenizer.encode(text))))).toBe(expected.texts);
  });

  it.each(golden.torchtext)("have the words and ids of torchtext's vocabulary for $options", (expected) => {
    expectAnswers(torchtext(expected.options), expected);
  });
});

interface ExpectedMatrix {
  readonly shape: readonly number[];
  readonly sum: number;
  readonly nonzero: readonly (readonly number[])[] | null;
}

function expectMatrix(tokenizer: Tokenizer, options: TextMatrixOptions, expected: ExpectedMatrix): void {
  const { values, shape } = textMatrix(tokenizer, rows, options);
  expect(shape).toEqual(expected.shape);
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(expected.sum, 3);
  if (expected.nonzero === null) return;
  const nonzero = [...values.entries()].filter(([, value]) => value !== 0);
  const places = nonzero.map(([place]) => [Math.floor(place / shape[1]), place % shape[1]]);
  expect(places).toEqual(expected.nonzero.map(([row, column]) => [row, column]));
  for (const [index, [, value]] of nonzero.entries()) expect(value).toBeCloseTo(expected.nonzero[index]![2]!, 5);
}

describe('matrices', () => {
  it.each(golden.textVectorizationMatrices)(
    "are those of Keras's TextVectorization(output_mode=$mode, $options)",
    ({ mode, options, ...expected }) => {
      const { max_tokens: maximum, pad_to_max_tokens: padded } = options;
      // Keras counts no padding token in these modes.
      const tokenizer = textVectorization(maximum === undefined ? {} : { max_tokens: maximum + 1 });
      const columns = padded === true ? maximum : undefined;
      const given = { mode: mode.replace('_', '-'), ...(columns !== undefined && { columns }) } as TextMatrixOptions;
      expectMatrix(tokenizer, given, expected);
    },
  );

  it.each(golden.legacyMatrices)(
    "are those of Keras's older Tokenizer($options).texts_to_matrix(mode=$mode)",
    ({ mode, options, ...expected }) => {
      const modes: Record<string, TextMatrixOptions['mode']> = {
        binary: 'multi-hot',
        count: 'count',
        freq: 'frequency',
        tfidf: 'tf-idf',
      };
      expectMatrix(legacy(options), { mode: modes[mode]! }, expected);
    },
  );
});
