import { assertOneOf, refuse } from '@refrain/core';
import type { DecoderDescription } from '../decoders/description.js';
import type { NormalizerDescription } from '../normalizers/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';
import { checkedSplit } from './caller-functions.js';

/** How a text becomes words: a way that has a name, or a function of the caller. */
export type Splitter = SplitterName | ((text: string) => readonly string[]);

type SplitterName = 'whitespace' | 'basic-english' | 'reviews' | 'spaced';

interface Splitting {
  readonly normalizers: readonly NormalizerDescription[];
  readonly preTokenizers: readonly PreTokenizerDescription[];
  /** How words become text again. @default a space stands between two words */
  readonly decoders?: readonly DecoderDescription[];
}

/**
 * What a splitter means, after lower-casing where that is asked for.
 *
 * @throws InvalidArgumentError for what is no splitter, or one that lower-cases anyway
 */
export function splitter(value: Splitter, lowercase: boolean): Splitting {
  if (!lowercase) return splitting(value);
  if (value === 'basic-english' || value === 'reviews') {
    refuse('lowercase', lowercase, { expected: `absent for the splitter ${value}, which lower-cases anyway` });
  }
  const { normalizers, ...rest } = splitting(value);
  return { normalizers: [{ type: 'lowercase', letters: 'all' }, ...normalizers], ...rest };
}

function splitting(value: Splitter): Splitting {
  if (typeof value === 'function') {
    return { normalizers: [], preTokenizers: [{ type: 'function', apply: checkedSplit('splitter', value) }] };
  }
  assertOneOf('splitter', value, ['whitespace', 'basic-english', 'reviews', 'spaced']);
  return splittings[value]();
}

const splittings: Record<SplitterName, () => Splitting> = {
  whitespace: () => ({ normalizers: [], preTokenizers: [atWhiteSpace()] }),
  // torchtext puts spaces around the marks and splits at white space, which comes to the same.
  'basic-english': () => ({
    normalizers: [inContext, replace('"', ''), replace('<br \\/>|[;:]', ' ')],
    preTokenizers: [atWhiteSpace(), split("['.,\\(\\)!?]", 'isolated')],
  }),
  reviews: () => ({
    normalizers: [{ type: 'strip-tags' }, inContext],
    preTokenizers: [{ type: 'words-and-emoticons' }],
  }),
  spaced: () => ({
    normalizers: [],
    preTokenizers: [{ type: 'split', pattern: { name: 'gpt2' }, behavior: 'isolated', invert: false }],
    decoders: [],
  }),
};

const inContext: NormalizerDescription = { type: 'lowercase', letters: 'in-context' };

/** What Python takes for white space: Unicode's, and four separators of ASCII. */
function atWhiteSpace(): PreTokenizerDescription {
  return split('[\\p{White_Space}\\u{1c}-\\u{1f}]+', 'removed');
}

function split(regularExpression: string, behavior: 'removed' | 'isolated'): PreTokenizerDescription {
  return { type: 'split', pattern: { regularExpression, flags: 'u' }, behavior, invert: false };
}

function replace(regularExpression: string, content: string): NormalizerDescription {
  return { type: 'replace', pattern: { regularExpression, flags: 'u' }, content };
}
