export { readCorpus } from './read-corpus.js';
export type { ReadCorpusOptions } from './read-corpus.js';
export { readPairs } from './pairs/read-pairs.js';
export type { ReadPairsOptions } from './pairs/read-pairs.js';
