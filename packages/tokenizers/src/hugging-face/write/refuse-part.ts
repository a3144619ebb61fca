import { InvalidArgumentError } from '@refrain/core';

/**
 * Refuses a part of a tokenizer that Hugging Face's format has no word for.
 *
 * @param what follows "received one with": names the part
 * @throws InvalidArgumentError always
 */
export function refusePart(what: string): never {
  throw new InvalidArgumentError({
    argument: 'tokenizer',
    value: what,
    message:
      `tokenizer must be one that a tokenizer.json of Hugging Face's can say exactly; received one with ${what}. ` +
      'Store it as JSON.stringify(tokenizer), which tokenizerFromJSON reads.',
  });
}
