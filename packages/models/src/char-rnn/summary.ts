import type { CharRnnNetwork } from './network.js';

/** How many numbers the model learns. */
export function parameterCount({ variables }: CharRnnNetwork): number {
  return variables.reduce((sum, { variable }) => sum + variable.size, 0);
}

/** A table of layers, output shapes and parameters in plain text, as Keras prints one. */
export function summaryTable(network: CharRnnNetwork): string {
  const { vocabularySize, embedding, cell, units, tiedOutput } = network.options;
  const layer = (name: string, prefix: string, width: number): string[] => {
    const own = network.variables.filter((weight) => weight.name.startsWith(prefix));
    return [name, `[batch, time, ${width}]`, grouped(parameterCount({ ...network, variables: own }))];
  };
  const rows = [
    ['Layer', 'Output shape', 'Parameters'],
    embedding === 'one-hot' ? layer('one-hot', 'one-hot', vocabularySize) : layer('embedding', 'embedding', embedding),
    ...units.map((width, index) => layer(`layers.${index} (${cell})`, `layers.${index}.`, width)),
    layer(tiedOutput ? 'output (tied to embedding)' : 'output', 'output.', vocabularySize),
    ['Total', '', grouped(parameterCount(network))],
  ];
  const [name, shape, count] = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => `${row[0]!.padEnd(name!)}  ${row[1]!.padEnd(shape!)}  ${row[2]!.padStart(count!)}`);
  const rule = '─'.repeat(lines[0]!.length);
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n');
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
