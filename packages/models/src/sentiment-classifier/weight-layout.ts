import { denseKernel, embeddingTable, recurrentWeights, zeroBias } from '../weight-specification.js';
import type { WeightSpecification } from '../weight-specification.js';
import type { ResolvedSentimentClassifierOptions } from './options.js';
import { pooledVectors } from './pooling.js';

/** Every weight of a sentiment classifier, in the order in which it is saved; the layouts are Keras's. */
export function weightLayout(options: ResolvedSentimentClassifierOptions): readonly WeightSpecification[] {
  return layerWeights(options).flat();
}

/** The weights layer by layer, from what reads to what decides; a hidden layer and the output decide together. */
export function layerWeights(options: ResolvedSentimentClassifierOptions): readonly (readonly WeightSpecification[])[] {
  const { vocabularySize, embedding, hidden } = options;
  const read = pooledUnits(options);
  return [
    [embeddingTable('embedding', [vocabularySize, embedding])],
    ...options.units.map((units, layer) => {
      const inputUnits = layer === 0 ? embedding : layerUnits(options, layer - 1);
      return layerNames(options, layer).flatMap((name) => recurrentWeights(name, { ...options, units, inputUnits }));
    }),
    [
      ...(hidden === undefined ? [] : [denseKernel('hidden.kernel', [read, hidden]), zeroBias('hidden.bias', hidden)]),
      denseKernel('output.kernel', [hidden ?? read, 1]),
      zeroBias('output.bias', 1),
    ],
  ];
}

/** What the names of a recurrent layer's weights begin with: one name, or one for each direction. */
export function layerNames({ bidirectional }: ResolvedSentimentClassifierOptions, layer: number): string[] {
  const name = `layers.${layer}`;
  return bidirectional ? [`${name}.forward`, `${name}.backward`] : [name];
}

/** Width of what a recurrent layer gives. */
export function layerUnits({ units, bidirectional }: ResolvedSentimentClassifierOptions, layer: number): number {
  return units[layer]! * (bidirectional ? 2 : 1);
}

/** Width of what is decided by, before a hidden layer. */
export function pooledUnits(options: ResolvedSentimentClassifierOptions): number {
  return layerUnits(options, options.units.length - 1) * pooledVectors[options.pooling];
}
