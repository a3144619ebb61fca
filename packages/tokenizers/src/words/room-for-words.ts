import { assertPositiveInteger, refuse } from '@refrain/core';

/** Refuses a size of the vocabulary that leaves no room for a word beside the special tokens. */
export function assertRoomForWords(maximumTokens: unknown, special: readonly string[]): void {
  assertPositiveInteger('maximumTokens', maximumTokens);
  if (maximumTokens > special.length) return;
  const forms = special.map((form) => JSON.stringify(form)).join(', ');
  refuse('maximumTokens', maximumTokens, {
    expected: `at least ${special.length + 1}, to hold ${forms} and a word`,
  });
}
