/** Words and their vectors, in the order of their file. */
export interface WordVectors {
  readonly words: readonly string[];
  /** How many numbers a vector has. */
  readonly dimensions: number;
  /** Row i is the vector of `words[i]`: [words, dimensions]. */
  readonly values: Float32Array;
}
