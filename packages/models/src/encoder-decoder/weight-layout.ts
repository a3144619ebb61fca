import { denseKernel, embeddingTable, recurrentWeights, zeroBias } from '../weight-specification.js';
import type { WeightSpecification } from '../weight-specification.js';
import type { ResolvedEncoderDecoderOptions } from './options.js';
import { decoderInputUnits, encoderStateUnits, hasBridge, memoryUnits, readoutUnits, startingLayer } from './widths.js';

/** Every weight of an encoder-decoder, in the order in which it is saved; the layouts are Keras's. */
export function weightLayout(options: ResolvedEncoderDecoderOptions): readonly WeightSpecification[] {
  const { targetVocabularySize: vocabulary, tiedOutput, sampledSoftmax } = options;
  const read = readoutUnits(options);
  return [
    ...embeddingWeights(options),
    ...encoderWeights(options),
    ...bridgeWeights(options),
    ...options.units.flatMap((units, layer) =>
      recurrentWeights(`decoder.${layer}`, { ...options, units, inputUnits: decoderInputUnits(options, layer) }),
    ),
    ...attentionWeights(options),
    // A row an id, as an embedding has it, where a sample of them is looked up.
    ...(tiedOutput ? [] : [denseKernel('output.kernel', sampledSoftmax ? [vocabulary, read] : [read, vocabulary])]),
    zeroBias('output.bias', vocabulary),
  ];
}

/** The names of the embeddings of both sides; one where they share it. */
export function embeddingNames({ sharedEmbedding }: ResolvedEncoderDecoderOptions): { source: string; target: string } {
  return sharedEmbedding
    ? { source: 'embedding', target: 'embedding' }
    : { source: 'source.embedding', target: 'target.embedding' };
}

function embeddingWeights(options: ResolvedEncoderDecoderOptions): WeightSpecification[] {
  const { sourceVocabularySize, targetVocabularySize, sourceEmbedding, targetEmbedding, sharedEmbedding } = options;
  const { source, target } = embeddingNames(options);
  return [
    embeddingTable(source, [sourceVocabularySize, sourceEmbedding]),
    ...(sharedEmbedding ? [] : [embeddingTable(target, [targetVocabularySize, targetEmbedding])]),
  ];
}

function encoderWeights(options: ResolvedEncoderDecoderOptions): WeightSpecification[] {
  const { encoderUnits, bidirectional, sourceEmbedding } = options;
  return encoderUnits.flatMap((units, layer) => {
    const inputUnits = layer === 0 ? sourceEmbedding : encoderStateUnits(options, layer - 1);
    const directions = bidirectional ? ['.forward', '.backward'] : [''];
    return directions.flatMap((name) => recurrentWeights(`encoder.${layer}${name}`, { ...options, units, inputUnits }));
  });
}

function bridgeWeights(options: ResolvedEncoderDecoderOptions): WeightSpecification[] {
  const states = options.cell === 'lstm' ? ['state', 'cell'] : ['state'];
  return options.units.flatMap((units, layer) =>
    hasBridge(options, layer)
      ? states.flatMap((state) => [
          denseKernel(`bridge.${layer}.${state}.kernel`, [
            encoderStateUnits(options, startingLayer(options, layer)),
            units,
          ]),
          zeroBias(`bridge.${layer}.${state}.bias`, units),
        ])
      : [],
  );
}

function attentionWeights(options: ResolvedEncoderDecoderOptions): WeightSpecification[] {
  const { attention, attentionUnits, readout } = options;
  const [query, memory] = [options.units.at(-1)!, memoryUnits(options)];
  return [
    ...(attention === 'general' ? [denseKernel('attention.kernel', [memory, query])] : []),
    ...(attention === 'additive'
      ? [
          denseKernel('attention.queryKernel', [query, attentionUnits!]),
          denseKernel('attention.keyKernel', [memory, attentionUnits!]),
          denseKernel('attention.scale', [attentionUnits!]),
        ]
      : []),
    ...(readout === 'combined' ? [denseKernel('readout.kernel', [query + memory, readoutUnits(options)])] : []),
  ];
}
