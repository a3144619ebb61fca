import { ArtifactError } from '@refrain/core';
import type { HistoryRow } from '@refrain/training';

/** Reads `history.csv`. @throws ArtifactError where a field is not a number */
export function parseHistory(csv: string): HistoryRow[] {
  const [header, ...lines] = csv.split('\n').filter((line) => line !== '');
  const names = header?.split(',') ?? [];
  return lines.map((line, index) => {
    const fields = line.split(',');
    const named = names
      .map((name, column) => [name, fields[column] ?? ''] as const)
      .filter(([, field]) => field !== '');
    const row = Object.fromEntries(named.map(([name, field]) => [name, Number(field)]));
    if (fields.length === names.length && !Object.values(row).some(Number.isNaN)) return row as HistoryRow;
    throw new ArtifactError({
      artifact: 'history.csv',
      message: `expected history.csv to hold ${names.length} numbers a line; line ${index + 2} is ${JSON.stringify(line)}. Use another copy of the file.`,
    });
  });
}

/** The row with the lowest validation loss; undefined where nothing was validated. */
export function bestRow(rows: readonly HistoryRow[]): HistoryRow | undefined {
  const measured = rows.filter((row) => row['validationLoss'] !== undefined);
  return measured.reduce<HistoryRow | undefined>(
    (best, row) => (best === undefined || row['validationLoss']! < best['validationLoss']! ? row : best),
    undefined,
  );
}
