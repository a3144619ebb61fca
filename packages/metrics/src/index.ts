export { weightedMean } from './weighted-mean.js';
export type { Weighted, WeightedMean } from './weighted-mean.js';
export { crossEntropy } from './cross-entropy.js';
export { accuracy } from './accuracy.js';
export type { Rows } from './rows.js';
export { bitsPerCharacter, bitsPerToken, perplexity } from './perplexity.js';
export type { BitsPerCharacterOptions } from './perplexity.js';
