import { InvalidArgumentError } from '@refrain/core';
import type { WordVectors } from './word-vectors.js';

/** Keeps the vectors of the words that are wanted, of each the first. */
export class VectorCollector {
  /** What is read, for error messages. */
  readonly source: string;
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #vectors = new Map<string, Float32Array>();

  constructor(source: string, wanted: Iterable<string> | undefined) {
    this.source = source;
    this.#wanted = wanted === undefined ? undefined : new Set(wanted);
  }

  wants(word: string): boolean {
    return (this.#wanted === undefined || this.#wanted.has(word)) && !this.#vectors.has(word);
  }

  add(word: string, vector: Float32Array): void {
    this.#vectors.set(word, vector);
  }

  collected(dimensions: number): WordVectors {
    const values = new Float32Array(this.#vectors.size * dimensions);
    let row = 0;
    for (const vector of this.#vectors.values()) values.set(vector, dimensions * row++);
    return { words: [...this.#vectors.keys()], dimensions, values };
  }

  refuse(reason: string, remedy = 'Download it again, or give another file.'): never {
    const message = `word vectors must be in the text format of GloVe, word2vec or fastText, or in the binary format of word2vec; ${this.source} ${reason}. ${remedy}`;
    throw new InvalidArgumentError({ argument: 'vectors', value: this.source, message });
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text in `bytes`; undefined where they are not UTF-8. */
export function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
