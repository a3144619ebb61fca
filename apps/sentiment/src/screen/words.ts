import pc from 'picocolors';
import type { WordReading } from '../text-classifier.js';

/** Words that are looked at, the most frequent ones: of rare ones a model knows little. */
const frequent = 2000;

/** A word and what the model thinks of a text of it alone. */
export interface JudgedWord {
  readonly word: string;
  readonly id: number;
  readonly probability: number;
}

/** The most frequent words with what the model thinks of them, in the order of their ids. */
export function judgedWords({ tokenizer, wordProbabilities }: WordReading): JudgedWord[] {
  const { tokens, special } = tokenizer.vocabulary;
  const specialIds = new Set(Object.values(special));
  const probabilities = wordProbabilities();
  return tokens
    .flatMap((token, id) => {
      if (specialIds.has(id)) return [];
      const word = tokenizer.decode([id]).trim() || token;
      return [{ word, id, probability: probabilities[id]! }];
    })
    .slice(0, frequent);
}

/** The words that the model takes as most positive and as most negative, a line each. */
export function strongestWords(words: readonly JudgedWord[], count: number): string[] {
  const ranked = [...words].sort((one, other) => other.probability - one.probability);
  const line = (name: string, some: readonly JudgedWord[], colour: (text: string) => string): string =>
    `  ${name.padEnd(9)} ${some.map(({ word }) => colour(word)).join(pc.dim(' · '))}`;
  return [
    line('positive', ranked.slice(0, count), pc.green),
    line('negative', ranked.slice(-count).toReversed(), pc.red),
  ];
}

/** The vectors of the most frequent words with what the model thinks of each. */
export function embeddingWords(words: WordReading): {
  readonly vectors: Float32Array;
  readonly columns: { readonly word: readonly string[]; readonly probability: readonly string[] };
} {
  const judged = judgedWords(words);
  return {
    vectors: vectorsOf(words, judged),
    columns: {
      word: judged.map(({ word }) => word),
      probability: judged.map(({ probability }) => probability.toFixed(4)),
    },
  };
}

/** The vectors of some words, row-major `[words, embedding]`. */
export function vectorsOf({ tokenizer, vectors }: WordReading, judged: readonly JudgedWord[]): Float32Array {
  const all = vectors();
  const width = all.length / tokenizer.vocabulary.size;
  const chosen = new Float32Array(judged.length * width);
  judged.forEach(({ id }, row) => chosen.set(all.subarray(id * width, (id + 1) * width), row * width));
  return chosen;
}
