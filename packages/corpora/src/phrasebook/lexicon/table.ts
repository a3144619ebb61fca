/** The rows of a table in a text: a line a row, columns between bars. */
export function rowsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((column) => column.trim()));
}
