/** A sentence and its translation. */
export interface SentencePair {
  readonly source: string;
  readonly target: string;
  /** Who wrote the two, where a licence asks for it; from the third column of a file. */
  readonly attribution?: string;
}
