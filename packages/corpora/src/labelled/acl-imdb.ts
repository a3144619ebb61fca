import { ArtifactError } from '@refrain/core';
import { decodeText } from '../decode-text.js';
import { assertBothLabels, checked } from './labelled-rows.js';
import type { LabelledParts } from './labelled-parts.js';
import type { Label, LabelledText } from './labelled-text.js';

/** A review of the Large Movie Review Dataset, by the name of its file. */
export interface AclImdbFile {
  readonly part: 'training' | 'test';
  readonly label: Label;
  readonly id: number;
}

/** What a name such as `aclImdb/train/pos/127_10.txt` says; undefined for other files and for unlabelled reviews. */
export function aclImdbFile(name: string): AclImdbFile | undefined {
  const match = /(?:^|\/)(train|test)\/(pos|neg)\/(\d+)_\d+\.txt$/.exec(name);
  if (match === null) return undefined;
  return { part: match[1] === 'train' ? 'training' : 'test', label: match[2] === 'pos' ? 1 : 0, id: Number(match[3]) };
}

/** A review and what the name of its file says. */
export interface AclImdbReview extends AclImdbFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The reviews by part and, within a part, by number, so that the labels alternate and a part's beginning is a fair
 * sample of it, wherever they were found in whatever order.
 */
export function aclImdbParts(reviews: readonly AclImdbReview[], source: string): LabelledParts {
  const ordered = [...reviews].sort((left, right) => left.id - right.id || left.label - right.label);
  const textsOf = (part: AclImdbFile['part']): LabelledText[] =>
    ordered
      .filter((review) => review.part === part)
      .map(({ name, label, bytes }) => checked(decodeText(bytes, { source: name }), { label, source: name, line: 1 }));
  const parts = { training: textsOf('training'), validation: [], test: textsOf('test') };
  assertBothLabels(parts.training, source);
  return parts;
}

/**
 * The reviews of the archive `aclImdb_v1.tar.gz`, decompressed and read in a stream: of its 100,000 files only the
 * labelled reviews are kept.
 *
 * @throws ArtifactError if the bytes are no such archive
 */
export async function aclImdbArchive(archive: Uint8Array, source: string): Promise<LabelledParts> {
  // Loaded when asked for, so that a bundle which never asks leaves it out of its first chunk.
  const { unpackTar } = await import('modern-tar');
  const failed = (reason: string, cause?: unknown): ArtifactError =>
    new ArtifactError({
      artifact: source,
      message: `expected ${source} to be a tar.gz archive of train/pos, train/neg, test/pos and test/neg; ${reason}. Download it again.`,
      cause,
    });
  const stream = new Blob([archive as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  const entries = await unpackTar(stream as ReadableStream<Uint8Array>, {
    strict: true,
    filter: ({ name, type }) => type === 'file' && aclImdbFile(name) !== undefined,
  }).catch((cause: unknown) => {
    throw failed((cause as Error).message.replace(/\.$/, ''), cause);
  });
  if (entries.length === 0) throw failed('it has no review');
  const reviews = entries.map(({ header: { name }, data }) => ({ ...aclImdbFile(name)!, name, bytes: data! }));
  return aclImdbParts(reviews, source);
}
