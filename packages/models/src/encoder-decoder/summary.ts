import { summaryTable } from '../summary-table.js';
import type { SummaryRow } from '../summary-table.js';
import type { EncoderDecoderNetwork } from './network.js';
import { encoderStateUnits, hasBridge, readoutUnits } from './widths.js';

/** A table of the layers of an encoder-decoder. */
export function encoderDecoderSummary({ options, variables }: EncoderDecoderNetwork): string {
  const { cell, bidirectional, attention, units, sharedEmbedding, tiedOutput, inputFeeding, attentionOrder } = options;
  const row = (name: string, prefix: string, shape: string): SummaryRow => ({ name, prefix, shape });
  const source = (width: number): string => `[batch, source, ${width}]`;
  const target = (width: number): string => `[batch, target, ${width}]`;
  const place = inputFeeding ? ', fed back' : attentionOrder === 'bahdanau' ? ', before the decoder' : '';
  const encoderKind = bidirectional ? `bidirectional ${cell}` : cell;
  return summaryTable(variables, [
    ...(sharedEmbedding
      ? [row('embedding (of both sides)', 'embedding', source(options.sourceEmbedding))]
      : [
          row('source.embedding', 'source.', source(options.sourceEmbedding)),
          row('target.embedding', 'target.', target(options.targetEmbedding)),
        ]),
    ...options.encoderUnits.map((_, layer) =>
      row(`encoder.${layer} (${encoderKind})`, `encoder.${layer}.`, source(encoderStateUnits(options, layer))),
    ),
    ...units.flatMap((width, layer) =>
      hasBridge(options, layer) ? [row(`bridge.${layer}`, `bridge.${layer}.`, `[batch, ${width}]`)] : [],
    ),
    ...units.map((width, layer) => row(`decoder.${layer} (${cell})`, `decoder.${layer}.`, target(width))),
    ...(attention === 'none' ? [] : [row(`attention (${attention}${place})`, 'attention.', '[batch, target, source]')]),
    ...(options.readout === undefined
      ? []
      : [row(`readout (${options.readout})`, 'readout.', target(readoutUnits(options)))]),
    row(tiedOutput ? 'output (tied to embedding)' : 'output', 'output.', target(options.targetVocabularySize)),
  ]);
}
