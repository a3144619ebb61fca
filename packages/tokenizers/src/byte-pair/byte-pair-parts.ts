import { assertOneOf, refuse } from '@refrain/core';
import type { BytePairModelDescription, TokenizerDescription } from '../description.js';
import { compilePattern } from '../patterns/compile-pattern.js';
import type { PatternDescription, PatternName } from '../patterns/description.js';
import type { PreTokenizerDescription } from '../pre-tokenizers/description.js';

/** What byte-pair tokens are made of. */
export interface BytePairUnitOptions {
  /**
   * `byte`: text is bytes of UTF-8, so that no text is unknown, as in GPT-2. `character`: words between white space are
   * characters, the last of which is marked with `</w>`, as in Sennrich et al., 2016; white space is not kept.
   *
   * @default 'byte'
   */
  readonly unit?: 'byte' | 'character';
  /**
   * What cuts text into pieces that no token crosses, for bytes only: that of GPT-2, that of GPT-4's cl100k_base, or a
   * regular expression with the flag `u` or `v`, whose matches are pieces as is what stands between them.
   *
   * @default 'gpt2'
   */
  readonly pattern?: PatternName | RegExp;
}

/** The parts of a description that the unit decides; `normalizers` and the merges are the caller's to add. */
export interface BytePairParts extends Pick<TokenizerDescription, 'preTokenizers' | 'decoders'> {
  readonly model: Omit<BytePairModelDescription, 'merges'>;
}

/** @throws InvalidArgumentError if an option has no such value, or `pattern` is given for characters */
export function bytePairParts({ unit = 'byte', pattern }: BytePairUnitOptions): BytePairParts {
  assertOneOf('unit', unit, ['byte', 'character']);
  if (unit === 'byte') {
    return { preTokenizers: bytePieces(pattern), model: { type: 'bpe' }, decoders: [{ type: 'byte-level' }] };
  }
  if (pattern !== undefined) {
    refuse('pattern', pattern, {
      expected: "absent where the unit is 'character'",
      remedy: 'Words are what stands between white space.',
    });
  }
  const endOfWordSuffix = '</w>';
  return {
    preTokenizers: [{ type: 'whitespace-split' }],
    model: { type: 'bpe', endOfWordSuffix },
    decoders: [{ type: 'bpe', suffix: endOfWordSuffix }],
  };
}

function bytePieces(pattern: unknown = 'gpt2'): PreTokenizerDescription[] {
  if (pattern === 'gpt2') return [{ type: 'byte-level', addPrefixSpace: false, pattern: 'gpt2' }];
  if (pattern !== 'cl100k' && !(pattern instanceof RegExp)) {
    refuse('pattern', pattern, { expected: "'gpt2', 'cl100k' or a regular expression" });
  }
  const described: PatternDescription =
    pattern === 'cl100k'
      ? { name: pattern }
      : { regularExpression: pattern.source, flags: pattern.flags.replace('g', '') };
  compilePattern(described);
  return [
    { type: 'split', pattern: described, behavior: 'isolated', invert: false },
    { type: 'byte-level', addPrefixSpace: false, pattern: 'none' },
  ];
}
