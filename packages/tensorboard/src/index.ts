export { embeddingFiles, saveEmbeddings } from './embeddings/embedding-files.js';
export { eventRecord } from './event-file/event.js';
export type { Embedding } from './embeddings/embedding.js';
export type { FileVersionEvent, ScalarEvent, SessionStartEvent, TensorBoardEvent } from './event-file/event.js';
