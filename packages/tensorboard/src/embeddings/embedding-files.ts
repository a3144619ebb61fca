import { refuse } from '@refrain/core';
import type { ArtifactStore } from '@refrain/core';
import { embeddingShape } from './embedding.js';
import type { Embedding, EmbeddingShape } from './embedding.js';
import { metadataFile } from './metadata-file.js';
import { tensorsFile } from './tensors-file.js';

const configName = 'projector_config.pbtxt';

/**
 * The files from which TensorBoard's Embedding Projector shows vectors, by their names: `projector_config.pbtxt`, and
 * of each embedding `NAME/tensors.tsv` and `NAME/metadata.tsv`. The two also load into the Projector on its own page.
 *
 * @throws InvalidArgumentError for an embedding whose parts don't fit, a number that is not finite, or two of one name
 * @example
 * const words = { name: 'words', vectors: Float32Array.of(1, 0, 0, 1), columns: { word: ['good', 'bad'] } };
 * embeddingFiles([words]).keys();   // words/tensors.tsv, words/metadata.tsv, projector_config.pbtxt
 */
export function embeddingFiles(embeddings: readonly Embedding[]): Map<string, Uint8Array> {
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  const parts: string[] = [];
  for (const embedding of embeddings) {
    const { name, vectors, columns } = embedding;
    const shape = embeddingShape(embedding);
    const tensors = `${name}/tensors.tsv`;
    if (files.has(tensors)) refuse('name', name, { expected: 'another one than that of any other embedding' });
    files.set(tensors, encoder.encode(tensorsFile(vectors, shape)));
    files.set(`${name}/metadata.tsv`, encoder.encode(metadataFile(columns)));
    parts.push(configPart(name, shape));
  }
  return files.set(configName, encoder.encode(parts.join('')));
}

/**
 * Writes {@link embeddingFiles} into a store: the folder that is given to TensorBoard as `--logdir`, or that of a run
 * below it, such as `train`. The configuration comes last, so that it never names a file that is not there.
 *
 * @throws InvalidArgumentError as embeddingFiles
 * @throws ArtifactError if the store can't keep a file
 * @example
 * await saveEmbeddings(fileStore('logs'), [words]);   // then: tensorboard --logdir logs
 */
export async function saveEmbeddings(store: ArtifactStore, embeddings: readonly Embedding[]): Promise<void> {
  for (const [name, bytes] of embeddingFiles(embeddings)) await store.write(name, bytes);
}

/** An `EmbeddingInfo` of projector_config.proto in protobuf's text format; an embedding's name needs no escape in it. */
function configPart(name: string, { rows, units }: EmbeddingShape): string {
  return `embeddings {
  tensor_name: "${name}"
  metadata_path: "${name}/metadata.tsv"
  tensor_shape: ${rows}
  tensor_shape: ${units}
  tensor_path: "${name}/tensors.tsv"
}
`;
}
