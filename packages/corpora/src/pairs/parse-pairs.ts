import { assertKnownOptions, InvalidArgumentError } from '@refrain/core';
import type { SentencePair } from './sentence-pair.js';

/** How {@link parsePairs} names what it reads. */
export interface ParsePairsOptions {
  /** What the text is, for error messages, such as a file's path. @default 'the text' */
  readonly source?: string;
}

/**
 * The pairs in a text of lines: a sentence, a tab, its translation and, if there is one, a tab and an attribution, as in
 * the files of manythings.org/anki. For a browser's `File`, with `decodeText`.
 *
 * A tab is a tab wherever it stands: nothing is quoted, nothing escaped. Lines end in LF, CRLF or CR; empty ones and a
 * byte-order mark are skipped.
 *
 * @throws InvalidArgumentError for a line without a tab, with nothing on one side of it or with more columns, which it
 *   names; and if there is no line at all
 * @example
 * parsePairs('Go.\tVe.\nHi.\tHola.\n');   // [{ source: 'Go.', target: 'Ve.' }, { source: 'Hi.', target: 'Hola.' }]
 */
export function parsePairs(text: string, options: ParsePairsOptions = {}): SentencePair[] {
  assertKnownOptions('parsePairs', options, ['source']);
  const { source: name = 'the text' } = options;
  if (typeof text !== 'string') throw refused(name, 'is no string', 'Decode the bytes of a file with decodeText.');
  const pairs: SentencePair[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line === '') continue;
    const columns = line.split('\t');
    const fault = faultOf(columns);
    if (fault) throw refused(name, `${fault.reason} in line ${index + 1}`, fault.remedy);
    const [source, target, attribution] = columns as [string, string, string | undefined];
    pairs.push(attribution ? { source, target, attribution } : { source, target });
  }
  if (pairs.length === 0) throw refused(name, 'has no line', 'Give a file that has sentences in it.');
  return pairs;
}

/** What makes columns no pair. */
function faultOf([source, target, ...others]: readonly string[]): { reason: string; remedy: string } | undefined {
  if (target === undefined) {
    return { reason: 'has no tab', remedy: 'Put one between the sentence and its translation.' };
  }
  if (source!.trim() === '') {
    return { reason: 'has nothing before the tab', remedy: 'Write the sentence, or leave the line out.' };
  }
  if (target.trim() === '') {
    return { reason: 'has nothing behind the tab', remedy: 'Write the translation, or leave the line out.' };
  }
  if (others.length <= 1) return undefined;
  return {
    reason: `has ${others.length + 2} columns`,
    remedy: 'Keep the sentence, its translation and, if there is one, an attribution.',
  };
}

function refused(name: string, reason: string, remedy: string): InvalidArgumentError {
  const message = `pairs must be lines of a sentence, a tab and its translation; ${name} ${reason}. ${remedy}`;
  return new InvalidArgumentError({ argument: 'pairs', value: name, message });
}
