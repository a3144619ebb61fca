export { loadCorpus } from './load-corpus.js';
export { corpora, corpusNames } from './corpora.js';
export type { CorpusInformation, CorpusName, Download } from './corpora.js';
export type { DownloadOptions } from './download.js';
export { decodeText } from './decode-text.js';
export type { DecodeTextOptions } from './decode-text.js';
export { phrasebook } from './phrasebook/phrasebook.js';
export type { PhrasebookOptions, SentencePair } from './phrasebook/phrasebook.js';
