import { summaryTable } from '../summary-table.js';
import type { SummaryRow } from '../summary-table.js';
import type { CharRnnNetwork } from './network.js';

/** A table of the layers of a character RNN. */
export function charRnnSummary({ options, variables }: CharRnnNetwork): string {
  const { vocabularySize, embedding, cell, units, tiedOutput } = options;
  const row = (name: string, prefix: string, width: number): SummaryRow => ({
    name,
    prefix,
    shape: `[batch, time, ${width}]`,
  });
  return summaryTable(variables, [
    embedding === 'one-hot' ? row('one-hot', 'one-hot', vocabularySize) : row('embedding', 'embedding', embedding),
    ...units.map((width, index) => row(`layers.${index} (${cell})`, `layers.${index}.`, width)),
    row(tiedOutput ? 'output (tied to embedding)' : 'output', 'output.', vocabularySize),
  ]);
}
