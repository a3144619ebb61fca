import { assertKnownOptions, InvalidArgumentError, refuse } from '@refrain/core';
import { csvRows } from '../csv-rows.js';
import { decodeText } from '../decode-text.js';
import { readBytes } from '../read-bytes.js';

/** How {@link readHeadlines} reads. */
export interface ReadHeadlinesOptions {
  /** Ends the reading; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * The titles in a file of AG News: rows of a class, a title and a description between commas, each between quotation
 * marks, with "" for a quotation mark and \n for a line end, and no header (Zhang, Zhao and LeCun, 2015).
 *
 * Titles stay as they are, in their case, with their spaces and backslashes; only \n becomes a line end.
 *
 * @throws InvalidArgumentError if there is no such file, it is not UTF-8, or a row has other columns or an empty title
 *   (says in which line)
 * @example
 * const titles = await readHeadlines('ag_news/test.csv');
 */
export async function readHeadlines(path: string, options: ReadHeadlinesOptions = {}): Promise<string[]> {
  assertKnownOptions('readHeadlines', options, ['signal']);
  if (typeof path !== 'string' || path === '') refuse('path', path, { expected: 'that of a file of AG News' });
  const bytes = await readBytes(path, { expected: 'the path of a file of AG News', signal: options.signal });
  return csvRows(decodeText(bytes, { source: path }), path).map(({ cells, line }) => {
    const refused = (reason: string): InvalidArgumentError => {
      const message = `headlines must be rows of a class from 1 to 4, a title and a description; ${path} ${reason} in line ${line}. Give a file in the form of AG News.`;
      return new InvalidArgumentError({ argument: 'path', value: path, message });
    };
    if (cells.length !== 3) throw refused(`has ${cells.length} columns`);
    const [category, title] = cells as [string, string, string];
    if (!/^[1-4]$/.test(category)) throw refused(`has the class ${JSON.stringify(category.slice(0, 40))}`);
    if (title.trim() === '') throw refused('has an empty title');
    return title.replaceAll('\\n', '\n');
  });
}
