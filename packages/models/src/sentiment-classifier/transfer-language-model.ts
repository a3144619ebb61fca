import { InvalidArgumentError } from '@refrain/core';
import type { CharRnn } from '../char-rnn/char-rnn.js';
import type { SentimentClassifier } from './sentiment-classifier.js';

/** What both models must have in common. */
const shared = ['vocabularySize', 'embedding', 'cell', 'units', 'resetAfter'] as const;

/**
 * Gives a classifier the embedding and the recurrent layers of a language model, so that what was learnt from texts
 * without labels need not be learnt from the labels.
 *
 * Copies values: the language model stays as it is and may be disposed. Both must read the same tokenizer's ids. Follows
 * Howard and Ruder, "Universal Language Model Fine-tuning for Text Classification", 2018; see `gradualUnfreezing` and
 * `discriminativeLearningRates` of `@refrain/training` for how they go on.
 *
 * @returns the names of the variables that were taken over; the others keep their values
 * @throws InvalidArgumentError where vocabulary, embedding, cell or units differ, or the classifier is bidirectional;
 *   nothing is changed then
 * @example
 * transferLanguageModel(await loadModel(store), model);   // ['embedding', 'layers.0.kernel', …]
 */
export function transferLanguageModel(from: CharRnn, to: SentimentClassifier): readonly string[] {
  if (to.options.bidirectional) {
    refuseTransfer('bidirectional', 'a classifier of one direction', 'a bidirectional one');
  }
  for (const name of shared) {
    const [wanted, found] = [JSON.stringify(from.options[name]), JSON.stringify(to.options[name])];
    if (wanted !== found) refuseTransfer(name, `a classifier with ${name} ${wanted}, as the language model has`, found);
  }
  const sources = new Map(from.variables().map(({ name, variable }) => [name, variable]));
  const taken = to.layers().slice(0, -1).flat();
  for (const { name, variable } of to.variables()) {
    if (taken.includes(name)) variable.assign(sources.get(name)!);
  }
  return taken;
}

function refuseTransfer(argument: string, expected: string, received: string | undefined): never {
  throw new InvalidArgumentError({
    argument: `to.options.${argument}`,
    value: received,
    message: `transferLanguageModel expects ${expected}; received ${received}. Make the classifier with the language model's options.`,
  });
}
