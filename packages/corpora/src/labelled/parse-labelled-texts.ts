import { assertKnownOptions } from '@refrain/core';
import { labelledTextsOf, refused } from './labelled-rows.js';
import type { LabelledColumns, Row } from './labelled-rows.js';
import type { LabelledText } from './labelled-text.js';

/** How {@link parseLabelledTexts} reads. */
export interface ParseLabelledTextsOptions {
  /** What the text is, for error messages, such as a file's path. @default 'the text' */
  readonly source?: string;
  /** Which columns hold the texts and the labels. @default text, sentence or review; label or sentiment */
  readonly columns?: LabelledColumns;
}

/**
 * The labelled texts in lines of columns between tabs, under a header that names the columns, as in the files of SST-2.
 * For a browser's `File`, with `decodeText`; values between commas are read in Node, by `readLabelledTexts`.
 *
 * A label is 0, neg or negative, or 1, pos or positive. A tab is a tab wherever it stands: nothing is quoted, nothing
 * escaped, and texts stay as they are, with their HTML, emoticons and spaces. Lines end in LF, CRLF or CR; empty ones
 * and a byte-order mark are skipped.
 *
 * @throws InvalidArgumentError for a header without these columns; for a line without a label, with another label, with
 *   an empty text or with more or fewer columns (says which line); and if all labels are the same
 * @example
 * parseLabelledTexts('label\ttext\n1\tA gem.\n0\tA mess.\n');
 * // [{ text: 'A gem.', label: 1 }, { text: 'A mess.', label: 0 }]
 */
export function parseLabelledTexts(text: string, options: ParseLabelledTextsOptions = {}): LabelledText[] {
  assertKnownOptions('parseLabelledTexts', options, ['source', 'columns']);
  const { source = 'the text', columns = {} } = options;
  if (typeof text !== 'string') throw refused(source, 'is no string', 'Decode the bytes of a file with decodeText.');
  return labelledTextsOf(tabbedRows(text), { source, columns });
}

function* tabbedRows(text: string): Iterable<Row> {
  for (const [index, line] of linesOf(text).entries()) {
    if (line !== '') yield { cells: line.split('\t'), line: index + 1 };
  }
}

/** The lines of a text, empty ones too, without their ends and without a byte-order mark. */
export function linesOf(text: string): string[] {
  return text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
}
