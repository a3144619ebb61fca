import { createTokenizer } from '../create-tokenizer.js';
import type { AddedToken, TemplatePart, TokenizerDescription } from '../description.js';
import golden from './frame.golden.json';

/** The words of the golden file, and what a case adds. */
function tokenizerOf(parts: Partial<TokenizerDescription>) {
  return createTokenizer({
    tokens: golden.words,
    added: [],
    roles: { unknown: 0 },
    normalizers: [],
    preTokenizers: [{ type: 'whitespace-split' }],
    model: { type: 'word' },
    decoders: [{ type: 'join', separator: ' ' }],
    ...parts,
  });
}

/** The offsets of Hugging Face's library, in code points, in code units. */
function inCodeUnits(text: string, offsets: readonly number[]): number[] {
  const places = [0];
  for (const character of text) places.push(places.at(-1)! + character.length);
  return offsets.map((offset) => places[offset]!);
}

describe('added tokens', () => {
  it.each(
    golden.added.map((one) => [JSON.stringify(one.added) + (one.lowercase ? ', lower-cased' : ''), one] as const),
  )('are those that Hugging Face finds: %s', (_, { added, lowercase, ids, offsets }) => {
    const tokenizer = tokenizerOf({
      tokens: [...golden.words, ...added.map(({ content }) => content)],
      added: added.map((flags, index): AddedToken => ({
        id: golden.words.length + index,
        special: false,
        ...('single_word' in flags && { singleWord: true }),
        ...('lstrip' in flags && { stripLeft: true }),
        ...('rstrip' in flags && { stripRight: true }),
        ...('normalized' in flags && { normalized: flags.normalized! }),
      })),
      normalizers: lowercase ? [{ type: 'lowercase', letters: 'all' }] : [],
    });
    for (const [index, text] of golden.texts.entries()) {
      const encoding = tokenizer.encodeWithOffsets(text);
      expect([text, ...encoding.ids]).toEqual([text, ...ids[index]!]);
      expect([text, ...encoding.offsets]).toEqual([text, ...inCodeUnits(text, offsets[index]!)]);
    }
  });
});

describe('template and truncation', () => {
  const template = {
    single: parts('[CLS] $A [SEP]', [0, 0, 0]),
    pair: parts('[CLS] $A [SEP] $B [SEP]', [0, 0, 0, 1, 1]),
  };

  it.each(golden.truncation)('are those of Hugging Face: $strategy, $side, $maximumLength', (one) => {
    const strategy = one.strategy as 'longest-first';
    const side = one.side as 'left';
    const tokenizer = tokenizerOf({ template, truncation: { maximumLength: one.maximumLength, side, strategy } });
    for (const { text, pair, expected } of one.results) {
      const encode = () => tokenizer.encodeWithOffsets(text, pair === null ? {} : { pair });
      if (expected === null) {
        expect(encode).toThrow(/^(truncation is|pair must be|maximumLength must be)/);
        continue;
      }
      const { ids, typeIds, offsets } = encode();
      expect([text, pair, ...ids]).toEqual([text, pair, ...expected.ids]);
      expect(Array.from(typeIds)).toEqual(expected.typeIds);
      expect(Array.from(offsets)).toEqual(expected.offsets);
    }
  });
});

describe('padding', () => {
  const template = { single: parts('[CLS] $A [SEP]', [0, 0, 0]), pair: parts('[CLS] $B [SEP] $A', [0, 1, 0, 2]) };
  const texts = ['a b', '', 'a b c d', ['a', 'b c']] as const;

  it.each(golden.padding)('is that of Hugging Face: $side, $length, $multipleOf', (one) => {
    const padding = {
      side: one.side as 'left',
      id: 9,
      typeId: 3,
      ...(one.length !== null && { length: one.length }),
      ...(one.multipleOf !== null && { multipleOf: one.multipleOf }),
    };
    const { ids, mask, typeIds, shape } = tokenizerOf({ template, padding }).encodeBatch(texts);
    expect(shape).toEqual([4, one.ids[0]!.length]);
    expect(Array.from(ids)).toEqual(one.ids.flat());
    expect(Array.from(mask)).toEqual(one.mask.flat());
    expect(Array.from(typeIds)).toEqual(one.typeIds.flat());
  });
});

/** The parts of a template as Hugging Face's library writes it. */
function parts(template: string, typeIds: readonly number[]): TemplatePart[] {
  return template.split(' ').map((name, index): TemplatePart => {
    const typeId = typeIds[index]!;
    if (name === '$A') return { text: 'first', typeId };
    if (name === '$B') return { text: 'second', typeId };
    return { id: golden.words.indexOf(name), typeId };
  });
}
