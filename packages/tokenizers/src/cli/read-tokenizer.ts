import { readFile } from 'node:fs/promises';
import { ArtifactError } from '@refrain/core';
import { bpeTokenizerFromFiles, tokenizerFromHuggingFace, tokenizerFromJSON } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import type { GivenOptions, OptionDescription } from './command.js';
import { CommandError, UsageError } from './errors.js';

/** Where a command has its tokenizer from. */
export const tokenizerOptions = {
  tokenizer: {
    value: '<file>',
    help: "the tokenizer, in this package's format or Hugging Face's (default: tokenizer.json)",
  },
  'vocabulary-file': {
    value: '<file>',
    help: "in its place: a byte-pair vocabulary, such as GPT-2's vocab.json, with",
  },
  'merges-file': { value: '<file>', help: 'its merges, such as merges.txt' },
} as const satisfies Record<string, OptionDescription>;

/**
 * Reads the tokenizer that the options name.
 *
 * @throws UsageError for options that name two tokenizers, or half of one
 * @throws CommandError for a file that is no tokenizer
 */
export async function readTokenizer(given: GivenOptions): Promise<Tokenizer> {
  const [vocabularyFile, mergesFile] = [given.text('vocabulary-file'), given.text('merges-file')];
  if ((vocabularyFile === undefined) !== (mergesFile === undefined)) {
    throw new UsageError(
      `--vocabulary-file and --merges-file belong together; received only ${vocabularyFile === undefined ? '--merges-file' : '--vocabulary-file'}. Give both, or --tokenizer.`,
    );
  }
  if (vocabularyFile === undefined || mergesFile === undefined) {
    return readTokenizerFile(given.text('tokenizer') ?? 'tokenizer.json');
  }
  if (given.has('tokenizer')) {
    throw new UsageError(
      'a tokenizer is read from --tokenizer, or from --vocabulary-file and --merges-file; received all. Give one or the other.',
    );
  }
  const [vocabulary, merges] = [await readFile(vocabularyFile, 'utf8'), await readFile(mergesFile, 'utf8')];
  return named(`${vocabularyFile} and ${mergesFile}`, () => bpeTokenizerFromFiles({ vocabulary, merges }));
}

async function readTokenizerFile(file: string): Promise<Tokenizer> {
  const text = await readFile(file, 'utf8');
  return named(file, () => (isHuggingFace(text) ? tokenizerFromHuggingFace(text) : tokenizerFromJSON(text)));
}

/** Hugging Face's format has the vocabulary within the part `model`; this package's has a format of its own. */
function isHuggingFace(text: string): boolean {
  try {
    const content = JSON.parse(text) as { format?: unknown; model?: { vocab?: unknown } } | null;
    return content?.format === undefined && content?.model?.vocab !== undefined;
  } catch {
    return false;
  }
}

/** Says which file it is that can't be read as a tokenizer. */
function named(file: string, read: () => Tokenizer): Tokenizer {
  try {
    return read();
  } catch (error) {
    if (!ArtifactError.isInstance(error)) throw error;
    throw new CommandError(`${file}: ${error.message}`, { cause: error });
  }
}
