import type { NamedVariable } from './named-variable.js';

/** How many numbers the variables hold. */
export function parameterCount(variables: readonly NamedVariable[]): number {
  return variables.reduce((sum, { variable }) => sum + variable.size, 0);
}

/** One layer in the table of a model. */
export interface SummaryRow {
  readonly name: string;
  /** What it gives, such as `[batch, time, 128]`. */
  readonly shape: string;
  /** What the names of its weights begin with. */
  readonly prefix: string;
}

/** A table of layers, output shapes and parameters in plain text, as Keras prints one. */
export function summaryTable(variables: readonly NamedVariable[], layers: readonly SummaryRow[]): string {
  const rows = [
    ['Layer', 'Output shape', 'Parameters'],
    ...layers.map(({ name, shape, prefix }) => [
      name,
      shape,
      grouped(parameterCount(variables.filter((weight) => weight.name.startsWith(prefix)))),
    ]),
    ['Total', '', grouped(parameterCount(variables))],
  ];
  const [name, shape, count] = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => `${row[0]!.padEnd(name!)}  ${row[1]!.padEnd(shape!)}  ${row[2]!.padStart(count!)}`);
  const rule = '─'.repeat(lines[0]!.length);
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n');
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
