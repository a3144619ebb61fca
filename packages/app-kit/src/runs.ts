export { assertFree, holdsRun, readRecord, runFiles, writeRecord } from './run-folder/run-folder.js';
export type { RunFormat } from './run-folder/run-folder.js';
export { readTokenizer, tokenizerHash, writeTokenizer } from './run-folder/stored-tokenizer.js';
export { namedCorpora } from './run-folder/named-corpora.js';
export type { NamedCorpora } from './run-folder/named-corpora.js';
export { nextRun } from './run-folder/next-run.js';
export { scheduleSchema } from './run-folder/schedule-schema.js';
export { assertExtendable, extendedSettings } from './run-folder/extended-length.js';
export type { FormerLength, RunLength } from './run-folder/extended-length.js';
