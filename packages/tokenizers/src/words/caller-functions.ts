import { describeValue, InvalidArgumentError } from '@refrain/core';

/** `standardize` with its results checked. */
export function checkedStandardize(standardize: (text: string) => string): (text: string) => string {
  return (text) => {
    const standardized: unknown = standardize(text);
    if (typeof standardized !== 'string') refuseResult('standardize', 'a string', standardized);
    return standardized;
  };
}

/** `split` with its results checked; `argument` is the name that the caller knows it by. */
export function checkedSplit(
  argument: string,
  split: (text: string) => readonly string[],
): (text: string) => readonly string[] {
  return (text) => {
    const words: unknown = split(text);
    if (!Array.isArray(words)) refuseResult(argument, 'an array of strings', words);
    for (const word of words) if (typeof word !== 'string') refuseResult(argument, 'an array of strings', words);
    return words;
  };
}

function refuseResult(argument: string, expected: string, value: unknown): never {
  const message = `${argument} must return ${expected}; received ${describeValue(value)}.`;
  throw new InvalidArgumentError({ argument, value, message });
}
