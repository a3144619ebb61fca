import { denseKernel, embeddingTable, recurrentWeights, zeroBias } from '../weight-specification.js';
import type { WeightSpecification } from '../weight-specification.js';
import type { ResolvedCharRnnOptions } from './options.js';

/** Every weight of a character RNN, in the order in which it is saved; the layouts are Keras's. */
export function weightLayout(options: ResolvedCharRnnOptions): readonly WeightSpecification[] {
  const { vocabularySize, embedding, cell, tiedOutput, resetAfter } = options;
  const weights: WeightSpecification[] = [];
  if (embedding !== 'one-hot') weights.push(embeddingTable('embedding', [vocabularySize, embedding]));
  let inputUnits = embedding === 'one-hot' ? vocabularySize : embedding;
  for (const [layer, units] of options.units.entries()) {
    weights.push(...recurrentWeights(`layers.${layer}`, { cell, resetAfter, inputUnits, units }));
    inputUnits = units;
  }
  if (!tiedOutput) weights.push(denseKernel('output.kernel', [inputUnits, vocabularySize]));
  weights.push(zeroBias('output.bias', vocabularySize));
  return weights;
}
