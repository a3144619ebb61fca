import { InvalidArgumentError } from '@refrain/core';
import { CsvError, parse } from 'csv-parse/sync';
import type { Row } from './labelled/labelled-rows.js';

/**
 * The rows of comma-separated values, where values may stand between quotation marks and a doubled mark within is one
 * (RFC 4180). Empty lines and a byte-order mark are skipped.
 *
 * @throws InvalidArgumentError for a quotation mark in the wrong place (says in which line)
 */
export function csvRows(text: string, source: string): Row[] {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record: cells, info }) => ({ cells, line: info.lines - lineEndsIn(cells) }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { code, lines } = error as { code?: string; lines?: number };
    const fault = code === 'CSV_QUOTE_NOT_CLOSED' ? 'is never closed' : `stands within a value in line ${lines}`;
    const message = `${source} must be comma-separated values; a quotation mark ${fault}. Put values that have quotation marks between quotation marks, and double those within.`;
    throw new InvalidArgumentError({ argument: 'text', value: source, message });
  }
}

/** How many lines a row has after its first: those that its values contain. */
function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}
