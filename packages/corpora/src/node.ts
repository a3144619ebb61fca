export { readCorpus } from './read-corpus.js';
export type { ReadCorpusOptions } from './read-corpus.js';
export { readPairs } from './pairs/read-pairs.js';
export type { ReadPairsOptions } from './pairs/read-pairs.js';
export { readLabelledTexts } from './labelled/read-labelled-texts.js';
export type { ReadLabelledTextsOptions } from './labelled/read-labelled-texts.js';
export { readWordVectors } from './vectors/read-word-vectors.js';
export type { ReadWordVectorsOptions } from './vectors/read-word-vectors.js';
