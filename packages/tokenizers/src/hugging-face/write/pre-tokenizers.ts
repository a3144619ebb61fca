import type { PreTokenizerDescription, SplitBehavior } from '../../pre-tokenizers/description.js';
import type { ModelDescription } from '../../description.js';
import { allCharacters } from '../expressions/named.js';
import { writePattern } from './patterns.js';
import { refusePart } from './refuse-part.js';
import { sequence } from './sequence.js';

/** The field `pre_tokenizer`. */
export function writePreTokenizers(
  preTokenizers: readonly PreTokenizerDescription[],
  { type }: ModelDescription,
): object | null {
  const intoCharacters: PreTokenizerDescription[] = type === 'character' ? [{ type: 'characters' }] : [];
  return sequence('pretokenizers', [...preTokenizers, ...intoCharacters].map(writePreTokenizer));
}

function writePreTokenizer(description: PreTokenizerDescription): object {
  switch (description.type) {
    case 'byte-level':
      return {
        type: 'ByteLevel',
        add_prefix_space: description.addPrefixSpace,
        trim_offsets: true,
        use_regex: description.pattern === 'gpt2',
      };
    case 'split':
      return {
        type: 'Split',
        pattern: writePattern(description.pattern),
        behavior: behaviors[description.behavior],
        invert: description.invert,
      };
    case 'characters':
      return { type: 'Split', pattern: { Regex: allCharacters }, behavior: 'Isolated', invert: false };
    case 'whitespace':
      return { type: 'Whitespace' };
    case 'whitespace-split':
      return { type: 'WhitespaceSplit' };
    case 'punctuation':
      return { type: 'Punctuation', behavior: behaviors[description.behavior] };
    case 'digits':
      return { type: 'Digits', individual_digits: description.individual };
    case 'bert':
      return { type: 'BertPreTokenizer' };
    case 'metaspace':
      return {
        type: 'Metaspace',
        replacement: description.replacement,
        prepend_scheme: description.prepend,
        split: description.split,
      };
    case 'unicode-scripts':
      return { type: 'UnicodeScripts' };
    case 'function':
      return refusePart('a function as pre-tokenizer');
    case 'n-grams':
    case 'words-and-emoticons':
      return refusePart(`the pre-tokenizer ${description.type}`);
  }
}

const behaviors: Readonly<Record<SplitBehavior, string>> = {
  removed: 'Removed',
  isolated: 'Isolated',
  'merged-with-previous': 'MergedWithPrevious',
  'merged-with-next': 'MergedWithNext',
  contiguous: 'Contiguous',
};
