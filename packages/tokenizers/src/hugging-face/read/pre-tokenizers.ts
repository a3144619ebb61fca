import type { PreTokenizerDescription, SplitBehavior } from '../../pre-tokenizers/description.js';
import { allCharacters } from '../expressions/named.js';
import type { JsonPart } from '../json-part.js';
import { readPattern } from './patterns.js';

/** The steps of the field `pre_tokenizer`, those of sequences in one row. */
export function readPreTokenizers(part: JsonPart): PreTokenizerDescription[] {
  if (part.isNull) return [];
  return part.at('type').choice(readers)(part);
}

const readers: Readonly<Record<string, (part: JsonPart) => PreTokenizerDescription[]>> = {
  Sequence: (part) => part.withFields('type', 'pretokenizers').at('pretokenizers').list().flatMap(readPreTokenizers),
  ByteLevel(part) {
    part.withFields('type', 'add_prefix_space', 'trim_offsets', 'use_regex');
    // Offsets are trimmed by the post-processor of this name, not here.
    part.at('trim_offsets').boolean();
    const useRegex = part.at('use_regex');
    return [
      {
        type: 'byte-level',
        addPrefixSpace: part.at('add_prefix_space').boolean(),
        pattern: useRegex.isNull || useRegex.boolean() ? 'gpt2' : 'none',
      },
    ];
  },
  Split(part) {
    part.withFields('type', 'pattern', 'behavior', 'invert');
    const behavior = part.at('behavior').choice(behaviors);
    const invert = part.at('invert').boolean();
    const isolates = behavior === 'isolated' && !invert;
    if (isolates && part.at('pattern').at('Regex').value === allCharacters) return [{ type: 'characters' }];
    return [{ type: 'split', pattern: readPattern(part.at('pattern')), behavior, invert }];
  },
  CharDelimiterSplit: (part) => [
    {
      type: 'split',
      pattern: { text: part.withFields('type', 'delimiter').at('delimiter').character() },
      behavior: 'removed',
      invert: false,
    },
  ],
  FixedLength(part) {
    const length = part.withFields('type', 'length').at('length');
    const count = length.isNull ? 5 : length.integer();
    if (count === 0) return length.refuseType('a positive integer');
    const regularExpression = `[\\s\\S]{1,${count}}`;
    return [{ type: 'split', pattern: { regularExpression, flags: 'u' }, behavior: 'isolated', invert: false }];
  },
  Whitespace: (part) => plain(part, { type: 'whitespace' }),
  WhitespaceSplit: (part) => plain(part, { type: 'whitespace-split' }),
  BertPreTokenizer: (part) => plain(part, { type: 'bert' }),
  UnicodeScripts: (part) => plain(part, { type: 'unicode-scripts' }),
  Punctuation(part) {
    const behavior = part.withFields('type', 'behavior').at('behavior');
    return [{ type: 'punctuation', behavior: behavior.isNull ? 'isolated' : behavior.choice(behaviors) }];
  },
  Digits: (part) => [
    { type: 'digits', individual: part.withFields('type', 'individual_digits').at('individual_digits').boolean() },
  ],
  Metaspace: (part) => {
    const { replacement, prepend } = readMetaspace(part);
    const split = part.at('split');
    return [{ type: 'metaspace', replacement, prepend, split: split.isNull || split.boolean() }];
  },
};

/** What the pre-tokenizer and the decoder Metaspace have in common, in the form of today and in older ones. */
export function readMetaspace(part: JsonPart) {
  part.withFields('type', 'replacement', 'prepend_scheme', 'split', 'add_prefix_space', 'str_rep');
  const replacement = part.at('replacement').character();
  const scheme = part.at('prepend_scheme');
  const addPrefixSpace = part.at('add_prefix_space');
  const repeated = part.at('str_rep');
  if (!repeated.isNull && repeated.string() !== replacement) repeated.refuseType(JSON.stringify(replacement));
  const prepend = scheme.value === undefined ? 'always' : scheme.choice(prependSchemes);
  if (addPrefixSpace.isNull || addPrefixSpace.boolean()) return { replacement, prepend };
  if (scheme.value !== undefined && prepend !== 'never') scheme.refuseType('"never" beside add_prefix_space false');
  return { replacement, prepend: 'never' as const };
}

const prependSchemes = { always: 'always', first: 'first', never: 'never' } as const;

const behaviors: Readonly<Record<string, SplitBehavior>> = {
  Removed: 'removed',
  Isolated: 'isolated',
  MergedWithPrevious: 'merged-with-previous',
  MergedWithNext: 'merged-with-next',
  Contiguous: 'contiguous',
};

function plain(part: JsonPart, description: PreTokenizerDescription): PreTokenizerDescription[] {
  part.withFields('type');
  return [description];
}
