import { InvalidArgumentError } from '@refrain/core';
import { trainCharTokenizer } from '../character/train-char-tokenizer.js';
import { tokenizerFromJSON } from '../tokenizer-from-json.js';
import { textMatrix } from './text-matrix.js';
import type { TextMatrixOptions } from './text-matrix.js';
import { trainWordTokenizer } from './train-word-tokenizer.js';

const texts = ['the cat', 'the mat'];
const vectorization = trainWordTokenizer(texts, { behaviour: 'text-vectorization' });
const legacy = trainWordTokenizer(texts, { behaviour: 'legacy' });

describe('textMatrix', () => {
  it('counts the tokens of each text, without a column for padding as TextVectorization', () => {
    expect(textMatrix(vectorization, ['the dog the', '', 'cat'], { mode: 'count' })).toEqual({
      values: Float32Array.of(1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
      shape: [3, 4],
    });
  });

  it('has a column for id 0 as the older Tokenizer', () => {
    expect(textMatrix(legacy, ['the dog the cat'], { mode: 'frequency' })).toEqual({
      values: Float32Array.of(0, 2 / 3, 1 / 3, 0),
      shape: [1, 4],
    });
  });

  it('says which tokens there are, whatever their number', () => {
    const { values } = textMatrix(vectorization, ['mat the the'], { mode: 'multi-hot', columns: 6 });
    expect(Array.from(values)).toEqual([0, 1, 1, 0, 0, 0]);
  });

  it('weighs by the inverse frequency in the texts of the training, the unknown token by the mean', () => {
    const { values } = textMatrix(vectorization, ['the the dog mat'], { mode: 'tf-idf' });
    const [frequent, rare] = [Math.log(1 + 2 / 3), Math.log(1 + 2 / 2)];
    const expected = [(frequent + rare + rare) / 3, 2 * frequent, rare, 0];
    expect(values).toEqual(Float32Array.from(expected));
  });

  it('dampens counts as the older Tokenizer', () => {
    const { values } = textMatrix(legacy, ['the the'], { mode: 'tf-idf' });
    expect(values).toEqual(Float32Array.of(0, (1 + Math.log(2)) * Math.log(1 + 2 / 3), 0, 0));
  });

  it('weighs the same when the tokenizer was stored', () => {
    const again = tokenizerFromJSON(JSON.stringify(vectorization));
    expect(textMatrix(again, texts, { mode: 'tf-idf' })).toEqual(textMatrix(vectorization, texts, { mode: 'tf-idf' }));
  });

  it("leaves out the template's tokens", () => {
    const framed = trainWordTokenizer(texts, {
      behaviour: 'torchtext',
      special: { start: '<s>' },
      template: ['start', 'text'],
    });
    expect(Array.from(textMatrix(framed, ['the cat'], { mode: 'count' }).values)).toEqual([0, 1, 1, 0]);
  });

  it('counts the tokens of any tokenizer', () => {
    expect(Array.from(textMatrix(trainCharTokenizer('ab'), ['abb'], { mode: 'count' }).values)).toEqual([2, 1]);
  });

  it('makes nothing of no texts', () => {
    expect(textMatrix(legacy, [], { mode: 'count' })).toEqual({ values: new Float32Array(0), shape: [0, 4] });
  });

  it.each([
    [
      'a tokenizer without statistics',
      trainCharTokenizer('ab'),
      ['a'],
      { mode: 'tf-idf' },
      'tokenizer must know in how many texts of its training each token occurs for the mode "tf-idf"; received one that ' +
        'does not. Make it with trainWordTokenizer, or use the mode "count".',
    ],
    [
      'one text',
      legacy,
      'the cat',
      { mode: 'count' },
      'texts must be several strings; received "the cat". Give one text as [text].',
    ],
    [
      'an unknown mode',
      legacy,
      texts,
      { mode: 'binary' },
      'mode must be one of "multi-hot", "count", "frequency", "tf-idf"; received "binary".',
    ],
    [
      'too few columns',
      legacy,
      texts,
      { mode: 'count', columns: 3 },
      'columns must be at least 4, one for each token; received 3.',
    ],
    [
      'an unknown option',
      legacy,
      texts,
      { mode: 'count', sparse: true },
      'textMatrix does not know the option "sparse"; known options are mode, columns.',
    ],
  ])('refuses %s', (_, tokenizer, given, options, message) => {
    const make = () => textMatrix(tokenizer, given as string[], options as TextMatrixOptions);
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(new Error(message));
  });
});
