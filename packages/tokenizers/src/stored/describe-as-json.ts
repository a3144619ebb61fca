import { InvalidArgumentError } from '@refrain/core';
import type { TokenizerDescription } from '../description.js';
import type { TokenizerJson } from '../tokenizer.js';

/**
 * The stored form of a tokenizer: its description, what is empty left out.
 *
 * @throws InvalidArgumentError if a function of the caller is part of it
 */
export function describeAsJson({ model, ...parts }: TokenizerDescription): TokenizerJson {
  for (const name of ['normalizers', 'preTokenizers'] as const) {
    const position = parts[name].findIndex(({ type }) => type === 'function');
    if (position !== -1) refuseFunction(`${name}[${position}]`, parts[name][position]);
  }
  const { type: kind, ...modelFields } = model;
  const { tokens, ...others } = parts;
  const filled = Object.entries({ ...others, model: modelFields }).filter(
    ([, part]) => part !== undefined && Object.keys(part).length > 0,
  );
  return { format: 'refrain-tokenizer', version: 1, kind, tokens, ...Object.fromEntries(filled) };
}

function refuseFunction(path: string, value: unknown): never {
  throw new InvalidArgumentError({
    argument: path,
    value,
    message:
      `a tokenizer must be plain data to be stored; received a function of the caller as ${path}. Train it with one of ` +
      "the named ways instead, or apply the function to each text before the tokenizer's encode.",
  });
}
