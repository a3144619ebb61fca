export { ArtifactError, InvalidArgumentError } from './errors.js';
export type { ArtifactDetails, InvalidArgumentDetails } from './errors.js';
export {
  assertKnownOptions,
  assertNonNegativeInteger,
  assertNumberWithin,
  assertOneOf,
  assertPositiveInteger,
  assertPositiveNumber,
  describeValue,
  refuse,
} from './assert.js';
export { Random } from './random.js';
export type { RandomState } from './random.js';
export type { JsonValue } from './json.js';
export type { IdBatch, LabelledBatch, ParallelBatch, SequenceBatch } from './batch.js';
export type { Dataset, DatasetIterator } from './dataset.js';
export type { LanguageModel, Step, StepModel, Translator } from './models.js';
export type { ArtifactStore } from './artifacts/store.js';
export { memoryStore } from './artifacts/memory-store.js';
export { decodeSafetensors, encodeSafetensors } from './artifacts/safetensors.js';
export type { NamedArray, NamedArrays } from './artifacts/safetensors.js';
export { sha256 } from './artifacts/sha256.js';
