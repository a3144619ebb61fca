export { shuffledWindows } from './recipes/shuffled-windows.js';
export type { ShuffledWindowsOptions } from './recipes/shuffled-windows.js';
export { consecutiveWindows } from './recipes/consecutive-windows.js';
export type { ConsecutiveWindowsOptions } from './recipes/consecutive-windows.js';
export { ChainableDataset } from './chainable-dataset.js';
export type { DataIterator } from './data-iterator.js';
export type { IdRange, Ids, IdSource } from './ids.js';
