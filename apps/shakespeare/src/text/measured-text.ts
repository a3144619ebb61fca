import { fromArray, consecutiveWindows, shuffledWindows } from '@refrain/data';
import type { Dataset, SequenceBatch } from '@refrain/core';
import type { Tokenizer } from '@refrain/tokenizers';
import type { RunSettings } from '../settings.js';
import { lineRows } from './lines.js';
import { characterCount } from './text-parts.js';
import { lineBatch } from './training-data.js';

/** A text that a model is measured on, and what its tokens stand for. */
export interface MeasuredText {
  readonly data: Dataset<SequenceBatch>;
  /** Tokens that are predicted. */
  readonly tokens: number;
  /** Characters (Unicode code points) of the text that these tokens stand for: what bits are spread over. */
  readonly characters: number;
  /** How many of these tokens stand for text that the vocabulary does not have. */
  readonly unknown: number;
}

/**
 * The windows or lines to measure a model on, read as in training, with what is needed to compare tokenizers.
 *
 * @returns undefined where there is nothing to predict
 */
export function measuredText(settings: RunSettings, tokenizer: Tokenizer, text: string): MeasuredText | undefined {
  return settings.lines ? measuredLines(settings, tokenizer, text) : measuredWindows(settings, tokenizer, text);
}

/** Of each line every character but the first is predicted, and its end, which stands for the character of a new line. */
function measuredLines(settings: RunSettings, tokenizer: Tokenizer, text: string): MeasuredText | undefined {
  const rows = lineRows(tokenizer, text, settings.length);
  if (rows.length === 0) return undefined;
  const tokens = rows.reduce((sum, { length }) => sum + length - 1, 0);
  const data = fromArray(rows)
    .batch(rowsMeasured)
    .map((batch) => lineBatch(settings, batch));
  return { data, tokens, characters: tokens, unknown: 0 };
}

/** Rows that are measured at once. */
const rowsMeasured = 64;

function measuredWindows(settings: RunSettings, tokenizer: Tokenizer, text: string): MeasuredText | undefined {
  const { ids, offsets } = tokenizer.encodeWithOffsets(text, { special: 'as-text' });
  const data = measuringWindows(settings, ids);
  if (data === undefined) return undefined;
  const charactersOf = charactersByToken(text, offsets);
  const counts = { tokens: 0, characters: 0, unknown: 0 };
  // The same windows over the places of the tokens: which of them are predicted.
  for (const { targets } of measuringWindows(settings, Int32Array.from(ids.keys()))!) {
    for (const place of targets) {
      counts.tokens++;
      counts.characters += charactersOf[place]!;
      if (ids[place] === tokenizer.vocabulary.special.unknown) counts.unknown++;
    }
  }
  return { data, ...counts };
}

/**
 * Carried state goes through strips that are long enough for their beginnings not to count; without it, windows don't
 * overlap and each begins at the zero state. What fills no whole window at the end of a strip, or of the text, is left
 * out.
 */
function measuringWindows(settings: RunSettings, ids: Int32Array) {
  const length = Math.min(settings.length, ids.length - 1);
  if (length < 1) return undefined;
  if (!settings.stateful) return shuffledWindows(ids, { length, batchSize: rowsMeasured, seed: 0, shift: length });
  const longStrips = Math.floor(ids.length / (windowsPerStrip * (length + 1)));
  return consecutiveWindows(ids, { length, batchSize: Math.max(1, Math.min(longStrips, 32)) });
}

/** Windows that a strip has at least, where the text is long enough for more than one strip. */
const windowsPerStrip = 16;

/**
 * How many characters each token stands for, `[time]`; together all characters of the text. What lies between two
 * tokens counts for the second, what lies behind the last for the last; of the tokens that share a character, for the
 * first.
 */
function charactersByToken(text: string, offsets: Int32Array): Uint32Array {
  const counts = new Uint32Array(offsets.length / 2);
  let start = 0;
  for (let token = 0; token < counts.length; token++) {
    const end = token === counts.length - 1 ? text.length : Math.max(start, offsets[2 * token + 1]!);
    counts[token] = characterCount(text, start, end);
    start = end;
  }
  return counts;
}
