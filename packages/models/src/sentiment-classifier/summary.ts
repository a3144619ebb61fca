import { summaryTable } from '../summary-table.js';
import type { SummaryRow } from '../summary-table.js';
import type { SentimentClassifierNetwork } from './network.js';
import { layerUnits, pooledUnits } from './weight-layout.js';

/** A table of the layers of a sentiment classifier. */
export function sentimentClassifierSummary({ options, variables }: SentimentClassifierNetwork): string {
  const { embedding, cell, units, bidirectional, pooling, hidden } = options;
  const row = (name: string, prefix: string, shape: string): SummaryRow => ({ name, prefix, shape });
  const kind = bidirectional ? `bidirectional ${cell}` : cell;
  return summaryTable(variables, [
    row('embedding', 'embedding', `[batch, time, ${embedding}]`),
    ...units.map((_, layer) => {
      const time = pooling === 'last' && layer === units.length - 1 ? '' : 'time, ';
      return row(`layers.${layer} (${kind})`, `layers.${layer}.`, `[batch, ${time}${layerUnits(options, layer)}]`);
    }),
    ...(pooling === 'last' ? [] : [row(`pooling (${pooling})`, 'pooling.', `[batch, ${pooledUnits(options)}]`)]),
    ...(hidden === undefined ? [] : [row('hidden (relu)', 'hidden.', `[batch, ${hidden}]`)]),
    row('output', 'output.', '[batch]'),
  ]);
}
