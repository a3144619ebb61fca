export { textFile } from './node/text-file.js';
export type { TextFileOptions } from './node/text-file.js';
export { openIdFile } from './node/id-file.js';
export type { IdFile, IdFileOptions } from './node/id-file.js';
export { writeIdFile } from './node/write-id-file.js';
export type { WriteIdFileOptions } from './node/write-id-file.js';
export type { IdFormat } from './node/id-format.js';
