import { descriptionFromHuggingFace } from './tokenizer-from-hugging-face.js';

const file = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [] as object[],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
  model: { type: 'WordLevel', vocab: { '[UNK]': 0, a: 1 }, unk_token: '[UNK]' } as object,
};

function special(...forms: string[]): object[] {
  return forms.map((content, index) => ({
    id: 2 + index,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
}

const vocab = { '[UNK]': 0, a: 1 };

describe('a tokenizer.json', () => {
  it('can be read without the fields that are null', () => {
    const { version, model } = file;
    expect(descriptionFromHuggingFace(JSON.stringify({ version, model }))).toEqual({
      tokens: ['[UNK]', 'a'],
      added: [],
      roles: { unknown: 0 },
      normalizers: [],
      preTokenizers: [],
      model: { type: 'word' },
      decoders: [{ type: 'join', separator: ' ' }],
      template: {
        single: [{ text: 'first', typeId: 0 }],
        pair: [
          { text: 'first', typeId: 0 },
          { text: 'second', typeId: 1 },
        ],
      },
    });
  });

  it.each<[string, object, object]>([
    [
      'word-piece',
      { unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab },
      {
        type: 'word-piece',
        continuingPrefix: '##',
        maximumCharacters: 100,
      },
    ],
    ['words', { unk_token: '[UNK]', vocab }, { type: 'word' }],
    ['byte pairs', { unk_token: '[UNK]', vocab, merges: ['#version: 0.2'] }, { type: 'bpe', merges: [] }],
  ])('may leave out the type of a model of %s', (_, model, expected) => {
    expect(descriptionFromHuggingFace({ ...file, model }).model).toEqual(expected);
  });

  it.each<[string, object, object[]]>([
    [
      'a Metaspace of 2020',
      { type: 'Metaspace', replacement: '▁', add_prefix_space: true },
      [{ type: 'metaspace', replacement: '▁', prepend: 'always', split: true }],
    ],
    [
      'a Metaspace of 2023',
      { type: 'Metaspace', str_rep: '▁', replacement: '▁', add_prefix_space: false },
      [{ type: 'metaspace', replacement: '▁', prepend: 'never', split: true }],
    ],
    [
      'a ByteLevel without use_regex',
      { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false },
      [{ type: 'byte-level', addPrefixSpace: true, pattern: 'gpt2' }],
    ],
    ['a Punctuation without behavior', { type: 'Punctuation' }, [{ type: 'punctuation', behavior: 'isolated' }]],
    [
      'a FixedLength without length',
      { type: 'FixedLength' },
      [
        {
          type: 'split',
          pattern: { regularExpression: '[\\s\\S]{1,5}', flags: 'u' },
          behavior: 'isolated',
          invert: false,
        },
      ],
    ],
    [
      'sequences in sequences',
      {
        type: 'Sequence',
        pretokenizers: [
          { type: 'Whitespace' },
          { type: 'Sequence', pretokenizers: [{ type: 'BertPreTokenizer' }, { type: 'UnicodeScripts' }] },
        ],
      },
      [{ type: 'whitespace' }, { type: 'bert' }, { type: 'unicode-scripts' }],
    ],
  ])('may have %s', (_, preTokenizer, expected) => {
    expect(descriptionFromHuggingFace({ ...file, pre_tokenizer: preTokenizer }).preTokenizers).toEqual(expected);
  });

  it('cuts by patterns that have names here', () => {
    const pattern = (Regex: string) => {
      const split = { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false };
      return descriptionFromHuggingFace({ ...file, pre_tokenizer: split }).preTokenizers;
    };
    const named = (name: string) => [{ type: 'split', pattern: { name }, behavior: 'isolated', invert: false }];
    expect(pattern(String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`)).toEqual(
      named('gpt2'),
    );
    const llama3 =
      String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}` +
      String.raw`| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;
    expect(pattern(llama3)).toEqual(named('cl100k'));
  });

  it('is one of characters if it cuts into them', () => {
    const split = { type: 'Split', pattern: { Regex: '[\\s\\S]' }, behavior: 'Isolated', invert: false };
    const model = { type: 'WordLevel', vocab: { a: 0, '🛶': 1 }, unk_token: '?' };
    const read = descriptionFromHuggingFace({ ...file, pre_tokenizer: split, model, added_tokens: special('<s>') });
    expect([read.model, read.preTokenizers]).toEqual([{ type: 'character' }, []]);
    const words = descriptionFromHuggingFace({ ...file, pre_tokenizer: split });
    expect([words.model, words.preTokenizers]).toEqual([{ type: 'word' }, [{ type: 'characters' }]]);
  });

  it.each<[string[], object]>([
    [['[PAD]', '[CLS]', '[SEP]', '[MASK]'], { unknown: 0, padding: 2, start: 3, end: 4, mask: 5 }],
    [['<s>', '</s>', '<pad>', '<mask>'], { unknown: 0, start: 2, end: 3, padding: 4, mask: 5 }],
    [['<|endoftext|>', '<|user|>'], { unknown: 0, end: 2 }],
    [['</s>', '<eos>', '<bos>'], { unknown: 0, start: 4 }],
    [['constructor', '__proto__'], { unknown: 0 }],
  ])('gives roles to special tokens of usual forms, where each has one: %j', (forms, roles) => {
    expect(descriptionFromHuggingFace({ ...file, added_tokens: special(...forms) }).roles).toEqual(roles);
  });

  it('takes the padding token from padding, if the id is that of its name', () => {
    const padding = {
      strategy: { Fixed: 8 },
      direction: 'Left',
      pad_to_multiple_of: 4,
      pad_id: 1,
      pad_type_id: 3,
      pad_token: 'a',
    };
    const read = descriptionFromHuggingFace({ ...file, padding });
    expect(read.roles).toEqual({ unknown: 0, padding: 1 });
    expect(read.padding).toEqual({ length: 8, side: 'left', id: 1, typeId: 3, multipleOf: 4 });
    const byDefault = descriptionFromHuggingFace({ ...file, padding: { ...padding, pad_id: 0, pad_token: '[PAD]' } });
    expect([byDefault.roles, byDefault.padding!.id]).toEqual([{ unknown: 0 }, 0]);
  });

  it('has no unknown token if that is no token of the model', () => {
    const model = { type: 'WordLevel', vocab: { a: 0 }, unk_token: '<unk>' };
    const added = special('<unk>').map((token) => ({ ...token, id: 1 }));
    expect(descriptionFromHuggingFace({ ...file, model, added_tokens: added }).roles).toEqual({});
  });
});
