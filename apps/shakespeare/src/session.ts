import { startingVectors } from '@refrain/app-kit/training';
import { Random, sha256 } from '@refrain/core';
import type { ArtifactStore, Dataset, SequenceBatch } from '@refrain/core';
import { fileStore } from '@refrain/core/node';
import type { PretrainedEmbedding } from '@refrain/corpora';
import type { Tokenizer } from '@refrain/tokenizers';
import { newModel } from './assemble.js';
import type { TextRecord } from './run-directory.js';
import type { Writer } from './sampling.js';
import type { RunSettings } from './settings.js';
import { isKnownText, knownText } from './text/known-text.js';
import { lineRecord, lineRows } from './text/lines.js';
import { measuredText } from './text/measured-text.js';
import type { MeasuredText } from './text/measured-text.js';
import { trainRunTokenizer } from './text/run-tokenizer.js';
import { characterCount, textParts } from './text/text-parts.js';
import { trainingLines, trainingWindows } from './text/training-data.js';

/** A run in memory: everything that its settings and its text make. */
export interface Session extends Writer {
  readonly settings: RunSettings;
  readonly store: ArtifactStore;
  readonly text: TextRecord;
  /** The part of the text that is trained on. */
  readonly trainingText: string;
  readonly data: Dataset<SequenceBatch>;
  readonly validation: MeasuredText | undefined;
  /** Steps of the whole run. */
  readonly steps: number;
  /** Words without a vector in the file of `--vectors`, the most frequent first. */
  readonly missingWords?: readonly string[];
}

/** Where a run lives, and what it is made from. */
export interface SessionSource {
  readonly directory: string;
  readonly text: string;
  /** The tokenizer of a run that is resumed; another one is trained if undefined. */
  readonly tokenizer: Tokenizer | undefined;
  /** Whether the weights come from a checkpoint, so that word vectors are not needed. */
  readonly goesOn: boolean;
  /** What was asked for as the samples' beginning; the usual one where the model knows its text, if undefined. */
  readonly prompt: string | undefined;
  readonly replaceUnknown: boolean;
}

/** Makes everything that a run needs before its first step. Reads the whole text; writes nothing. */
export async function openSession(settings: RunSettings, source: SessionSource): Promise<Session> {
  const { directory, text } = source;
  const parts = textParts(text, settings);
  const tokenizer = source.tokenizer ?? trainRunTokenizer(settings, { whole: text, train: parts.train });
  const sequences = sequencesOf(settings, tokenizer, parts.train);
  const { data, lines } = sequences;
  const vectors = await vectorsOf(settings, tokenizer, source);
  const sized = vectors ? { ...settings, embedding: vectors.dimensions } : settings;
  const rest = [parts.validation, parts.test].map((part) => tokenCount(settings, tokenizer, part));
  return {
    settings: { ...sized, prompt: samplePrompt(tokenizer, { ...source, usual: settings.prompt }) },
    store: fileStore(directory),
    tokenizer,
    text: {
      characters: characterCount(text),
      tokens: rest.reduce((sum, tokens) => sum + tokens, sequences.tokens),
      vocabulary: tokenizer.vocabulary.size,
      sha256: await sha256(new TextEncoder().encode(text)),
      ...(lines && { lines }),
    },
    trainingText: parts.train,
    model: newModel(sized, tokenizer.vocabulary.size, vectors?.values),
    ...(vectors && { missingWords: vectors.missing }),
    ...(lines && { lines }),
    data,
    validation: measuredText(settings, tokenizer, parts.validation),
    steps: settings.steps ?? settings.epochs! * data.size!,
  };
}

/** What the embedding of a new run begins with; words without a vector are told apart by numbers that are drawn. */
async function vectorsOf(
  { vectors, seed }: RunSettings,
  tokenizer: Tokenizer,
  { goesOn }: SessionSource,
): Promise<PretrainedEmbedding | undefined> {
  if (vectors === undefined || goesOn) return undefined;
  const random = new Random(seed).fork('missing words');
  return startingVectors(tokenizer, vectors, { missing: 'uniform', random });
}

/** What is trained on, and how many tokens that is. */
function sequencesOf(
  settings: RunSettings,
  tokenizer: Tokenizer,
  text: string,
): Pick<Session, 'data' | 'lines'> & { tokens: number } {
  if (!settings.lines) {
    const ids = tokenizer.encode(text, { special: 'as-text' });
    return { data: trainingWindows(settings, ids), tokens: ids.length };
  }
  const rows = lineRows(tokenizer, text, settings.length);
  const tokens = rows.reduce((sum, { length }) => sum + length, 0);
  return { data: trainingLines(settings, rows), lines: lineRecord(tokenizer, rows), tokens };
}

function tokenCount(settings: RunSettings, tokenizer: Tokenizer, text: string): number {
  if (!settings.lines) return tokenizer.encode(text, { special: 'as-text' }).length;
  return lineRows(tokenizer, text, settings.length).reduce((sum, { length }) => sum + length, 0);
}

/** What samples begin with: the prompt that was asked for, the usual one if the model knows its text, or the text's opening. */
function samplePrompt(
  tokenizer: Tokenizer,
  {
    text,
    prompt,
    replaceUnknown,
    usual,
  }: Pick<SessionSource, 'text' | 'prompt' | 'replaceUnknown'> & { usual: string },
): string {
  if (prompt !== undefined && prompt !== '')
    return knownText(tokenizer, prompt, { option: '--prompt', replaceUnknown });
  const opening = /^\s*(\S.{0,15})(?!\S)/u.exec(text)?.[1] ?? Array.from(text).slice(0, 8).join('');
  return isKnownText(tokenizer, usual) ? usual : opening;
}

/** How many tokens are about so many characters of the run's text. */
export function tokensFor({ text }: Session, characters: number): number {
  return Math.ceil((characters * text.tokens) / text.characters);
}
