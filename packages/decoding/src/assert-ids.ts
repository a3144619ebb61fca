import { assertNonNegativeInteger, refuse } from '@refrain/core';

/** Throws unless `ids` are integers of at least 0, at least one; the size of the vocabulary is not known yet. */
export function assertIdList(argument: string, ids: ArrayLike<number>): void {
  if (typeof ids !== 'object' || ids === null || !(ids.length > 0)) {
    refuse(argument, ids, { expected: 'an array of at least one id' });
  }
  for (let position = 0; position < ids.length; position++) {
    assertNonNegativeInteger(`${argument}[${position}]`, ids[position]);
  }
}

/** Throws unless the largest id that a processor was given is one of the vocabulary. */
export function assertWithinVocabulary(owner: string, largest: number, vocabularySize: number): void {
  if (largest < vocabularySize) return;
  refuse(`every id of ${owner}`, largest, {
    expected: `an id from 0 to ${vocabularySize - 1}`,
    remedy: 'Take ids from the tokenizer of the model.',
  });
}
