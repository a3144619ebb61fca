import type { TextStatistics } from '../description.js';
import type { Vocabulary } from '../vocabulary.js';

/**
 * The inverse document frequency of each token, by id: ln(1 + texts / (1 + texts with the token)), as in both of Keras's
 * tokenizers. Its TextVectorization gives the unknown token the mean of all others, because how many texts have a word
 * that is unknown can't be told in one reading.
 */
export function termWeights({ behaviour, texts, frequencies }: TextStatistics, vocabulary: Vocabulary): Float64Array {
  const weights = Float64Array.from(frequencies, (frequency) => Math.log(1 + texts / (1 + frequency)));
  if (behaviour === 'legacy') return weights;
  const { unknown } = vocabulary.special;
  if (unknown === undefined) return weights;
  const special = new Set(Object.values(vocabulary.special));
  const learned = weights.filter((_, id) => !special.has(id));
  weights[unknown] = learned.reduce((sum, weight) => sum + weight, 0) / learned.length;
  return weights;
}
