import { InvalidArgumentError } from '@refrain/core';
import type { TokenizerDescription } from '../description.js';
import type { TokenizerJson } from '../tokenizer.js';

/**
 * The stored form of a tokenizer: its description in a fixed order, what is empty left out. It is the caller's own.
 *
 * @throws InvalidArgumentError if a function of the caller is part of it
 */
export function describeAsJson(description: TokenizerDescription): TokenizerJson {
  const { tokens, added, roles, normalizers, preTokenizers, model, decoders, ...frame } = description;
  const { template, truncation, padding, trimOffsets, ...others } = frame;
  // A part that is not written here does not compile.
  const nothing: Record<string, never> = others;
  const { type: kind, ...fields } = model;
  for (const [name, parts] of Object.entries({ normalizers, preTokenizers })) {
    const position = parts.findIndex(({ type }) => type === 'function');
    if (position !== -1) refuseFunction(`${name}[${position}]`, parts[position]);
  }
  const filled = Object.entries({
    added,
    roles,
    normalizers,
    preTokenizers,
    model: fields,
    decoders,
    template,
    truncation,
    padding,
    trimOffsets,
    ...nothing,
  }).filter(([, part]) => part !== undefined && Object.keys(part).length > 0);
  return { format: 'refrain-tokenizer', version: 1, kind, ...copyOf({ tokens, ...Object.fromEntries(filled) }) };
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

/** A copy of plain data, so that nobody can change a tokenizer through what it gave. */
function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copyOf(field)])) as T;
}
