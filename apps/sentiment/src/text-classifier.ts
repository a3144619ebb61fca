import type { ArtifactStore, Dataset, LabelledBatch } from '@refrain/core';
import type { LabelledText } from '@refrain/corpora';
import type { LabelledVectors, SaveOptions } from '@refrain/models';
import type { Tokenizer } from '@refrain/tokenizers';
import type { Trainable } from '@refrain/training';

/** Texts as a model reads them: words, or vectors of whole texts. */
export type TextBatch = LabelledBatch | LabelledVectors;

/** What a run trains: reads words, or vectors of whole texts. */
export interface TextModel extends Trainable<TextBatch> {
  readonly parameterCount: number;
  summary(): string;
  save(store: ArtifactStore, options?: SaveOptions): Promise<void>;
}

/** A model and what makes its input of texts. */
export interface TextClassifier {
  readonly model: TextModel;
  /** The texts in another order each epoch, for training. */
  trainingData(texts: readonly LabelledText[]): Promise<Dataset<TextBatch>>;
  /** The same as they are best measured. */
  measuringData(texts: readonly LabelledText[]): Promise<Dataset<TextBatch>>;
  /** How probably each text is positive. */
  probabilities(texts: readonly string[]): Promise<Float32Array>;
  /** Why the model can't be expected to judge a text that is not empty, and what to do; undefined if it can. */
  refusal(text: string): { readonly fault: string; readonly remedy: string } | undefined;
  /** What a model of words knows of them; undefined for one that reads vectors of whole texts. */
  readonly words?: WordReading;
}

/** What a model of words can show besides. */
export interface WordReading {
  readonly tokenizer: Tokenizer;
  /** The vectors of all tokens, row-major `[vocabulary, embedding]`. */
  vectors(): Float32Array;
  /** What the model thinks of a text of each token alone, `[vocabulary]`. */
  wordProbabilities(): Float32Array;
  /** The words of a text, and what the model thinks behind each of them. */
  running(text: string): { readonly pieces: readonly string[]; readonly probabilities: Float32Array };
  /** How many of some texts are longer than what is read of them. */
  cut(texts: readonly string[]): number;
}
