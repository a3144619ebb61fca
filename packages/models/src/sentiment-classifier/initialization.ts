import type { Random } from '@refrain/core';
import { layerOf, pytorchWeight } from '../char-rnn/initialization.js';
import type { WeightSpecification } from '../weight-specification.js';
import type { ResolvedSentimentClassifierOptions } from './options.js';
import { pooledUnits } from './weight-layout.js';

/** How the weights of a new classifier are drawn: as Keras or as PyTorch draws them. */
export type ClassifierInitialization = 'keras' | 'pytorch';

/** First values of a weight. */
export function initialValues(
  options: ResolvedSentimentClassifierOptions,
  weight: WeightSpecification,
  { initialization, random }: { initialization: ClassifierInitialization; random: Random },
): Float32Array {
  if (initialization === 'keras') return weight.initialize(random, weight.shape);
  const { units, hidden } = options;
  const layer = layerOf(weight);
  if (layer !== undefined) return pytorchWeight(weight, { width: units[layer]!, random });
  const read = pooledUnits(options);
  const width = weight.name.startsWith('output.') ? (hidden ?? read) : read;
  return pytorchWeight(weight, { width, random });
}
