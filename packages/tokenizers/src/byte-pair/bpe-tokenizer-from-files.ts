import { assertKnownOptions, refuse } from '@refrain/core';
import { createTokenizer } from '../create-tokenizer.js';
import type { TemplatePart } from '../description.js';
import { frameOptionNames } from '../frame/frame-options.js';
import type { FrameOptions } from '../frame/frame-options.js';
import { frameParts } from '../frame/frame-parts.js';
import type { FrameDescription } from '../frame/frame-parts.js';
import type { Tokenizer } from '../tokenizer.js';
import { bytePairParts } from './byte-pair-parts.js';
import type { BytePairUnitOptions } from './byte-pair-parts.js';
import { readMergesFile, readVocabularyFile } from './read-byte-pair-files.js';

/** The contents of the two files that byte-pair tokenizers are often kept in. */
export interface BpeFiles {
  /** Of `vocab.json`, or GPT-2's `encoder.json`: the id of each token. */
  readonly vocabulary: string;
  /** Of `merges.txt`, or GPT-2's `vocab.bpe`: which tokens are merged, the first to be merged first. */
  readonly merges: string;
}

/**
 * What the files don't say. Special tokens that are in the vocabulary keep their ids; others get the ids behind those of
 * the vocabulary, in the order in which they are given.
 */
export interface BpeFileOptions extends Omit<FrameOptions, 'specialPosition'>, BytePairUnitOptions {}

/**
 * Makes a tokenizer of the files `vocab.json` and `merges.txt`, as GPT-2 came with. (Whatever else belongs to a
 * tokenizer is not in them; a `tokenizer.json` says it all: `tokenizerFromHuggingFace`.)
 *
 * @param files their contents, not their names
 * @throws ArtifactError if a file is malformed, naming the line, token or id
 * @throws InvalidArgumentError for an option without such a value
 * @example
 * const tokenizer = bpeTokenizerFromFiles(
 *   { vocabulary: '{"a":0,"b":1,"ab":2,"<end>":3}', merges: '#version: 0.2\na b\n' },
 *   { special: { end: '<end>' } },
 * );
 * tokenizer.encode('aab<end>', { special: 'encode' });   // Int32Array [0, 2, 3]
 */
export function bpeTokenizerFromFiles(files: BpeFiles, options: BpeFileOptions = {}): Tokenizer {
  assertKnownOptions('the files of bpeTokenizerFromFiles', files, ['vocabulary', 'merges']);
  for (const name of ['vocabulary', 'merges'] as const) {
    if (typeof files[name] !== 'string') refuse(name, files[name], { expected: 'the content of a file as a string' });
  }
  const known = frameOptionNames.filter((name) => name !== 'specialPosition');
  assertKnownOptions('bpeTokenizerFromFiles', options, ['unit', 'pattern', ...known]);
  const parts = bytePairParts(options);
  const tokens = readVocabularyFile(files.vocabulary);
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const merges = readMergesFile(files.merges, ids);
  return createTokenizer({
    ...parts,
    model: { ...parts.model, merges },
    normalizers: [],
    ...frameOverVocabulary(options, tokens, ids),
  });
}

/** The frame that the options ask for, where special tokens may be tokens of the vocabulary. */
function frameOverVocabulary(
  options: FrameOptions,
  learned: readonly string[],
  ids: ReadonlyMap<string, number>,
): FrameDescription {
  const { forms, describe } = frameParts({ ...options, specialPosition: 'last' });
  // Without learned tokens the ids of the frame are positions among the forms.
  const { added, roles, template, padding, ...frame } = describe([]);
  const tokens = [...learned];
  const idOf = forms.map((form) => ids.get(form) ?? tokens.push(form) - 1);
  const place = (part: TemplatePart): TemplatePart => ('id' in part ? { ...part, id: idOf[part.id]! } : part);
  return {
    ...frame,
    tokens,
    added: added.map((token) => ({ ...token, id: idOf[token.id]! })),
    roles: Object.fromEntries(Object.entries(roles).map(([role, position]) => [role, idOf[position]!])),
    ...(template && {
      template: { single: template.single.map(place), ...(template.pair && { pair: template.pair.map(place) }) },
    }),
    ...(padding && { padding: { ...padding, id: roles.padding === undefined ? padding.id : idOf[padding.id]! } }),
  };
}
