import { UsageError } from '@refrain/app-kit';
import { readTokenizer, writeTokenizer } from '@refrain/app-kit/runs';
import { InvalidArgumentError } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import type { SentencePair } from '@refrain/corpora';
import { trainBpeTokenizer, trainWordTokenizer } from '@refrain/tokenizers';
import type { Tokenizer } from '@refrain/tokenizers';
import { runFiles } from './run-directory.js';
import type { RunSettings } from './settings.js';

/** What reads a source sentence, and what writes its translation. */
export interface TokenizerPair {
  readonly source: Tokenizer;
  readonly target: Tokenizer;
}

/** Trains both tokenizers, or one for both languages, on the sentences to train on. @throws UsageError if they give no vocabulary of that size */
export function trainRunTokenizers(settings: RunSettings, pairs: readonly SentencePair[]): TokenizerPair {
  const train = trainers[settings.tokenizer];
  try {
    const [sources, targets] = [pairs.map(({ source }) => source), pairs.map(({ target }) => target)];
    if (settings.sharedVocabulary) {
      const both = train([...sources, ...targets], settings);
      return { source: both, target: both };
    }
    return { source: train(sources, settings), target: train(targets, settings) };
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error) || !sizes.test(error.argument)) throw error;
    throw new UsageError(error.message.replace(sizes, '--vocabulary'));
  }
}

/** What the trainers call `--vocabulary`. */
const sizes = /^(?:vocabularySize|maximumTokens)\b/;

type Train = (texts: readonly string[], settings: Pick<RunSettings, 'vocabulary' | 'lowercase'>) => Tokenizer;

const trainers: Readonly<Record<RunSettings['tokenizer'], Train>> = {
  words: (texts, { vocabulary, lowercase }) =>
    trainWordTokenizer(texts, {
      behaviour: 'text-vectorization',
      standardize: lowercase ? 'lower-and-strip-punctuation' : 'strip-punctuation',
      maximumTokens: vocabulary,
      special: { start: 'startofseq', end: 'endofseq' },
    }),
  bpe: (texts, { vocabulary, lowercase }) =>
    trainBpeTokenizer(texts, {
      vocabularySize: vocabulary,
      lowercase,
      special: { padding: '<pad>', start: '<start>', end: '<end>' },
    }),
};

/** Keeps both in the run's folder. */
export async function writeTokenizers(store: ArtifactStore, { source, target }: TokenizerPair): Promise<void> {
  await writeTokenizer(store, { name: runFiles.sourceTokenizer, tokenizer: source });
  await writeTokenizer(store, { name: runFiles.targetTokenizer, tokenizer: target });
}

/** Reads them back. @throws ArtifactError if a file is missing or broken */
export async function readTokenizers(store: ArtifactStore): Promise<TokenizerPair> {
  return {
    source: await readTokenizer(store, runFiles.sourceTokenizer),
    target: await readTokenizer(store, runFiles.targetTokenizer),
  };
}

/** The ids that a decoder needs, of the target's vocabulary. */
export function targetIds({ target }: TokenizerPair): { startId: number; endId: number; pad: number } {
  const { start, end, padding } = target.vocabulary.special;
  return { startId: start!, endId: end!, pad: padding! };
}
