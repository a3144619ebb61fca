export { readCorpus } from './read-corpus.js';
export type { ReadCorpusOptions } from './read-corpus.js';
