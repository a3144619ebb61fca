import { parseArgs } from 'node:util';
import type { GivenOptions, OptionDescription } from './command.js';
import { UsageError } from './errors.js';
import { didYouMean } from './suggest.js';

/** Options that every command has. */
export const commonOptions = {
  help: { help: 'show this help' },
  debug: { help: 'show stack traces' },
} as const satisfies Record<string, OptionDescription>;

/**
 * Reads the words behind a command.
 *
 * @throws UsageError for an option that is unknown, comes twice, or lacks its value or has one too many
 */
export function parseCommandLine(
  words: readonly string[],
  options: Readonly<Record<string, OptionDescription>>,
): { readonly given: GivenOptions; readonly operands: readonly string[] } {
  const known = new Map<string, OptionDescription>(Object.entries({ ...options, ...commonOptions }));
  const { tokens, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries([...known].map(([name, option]) => [name, parsed(name, option)])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = known.get(name);
    if (option === undefined) {
      const dashed = [...known.keys()].map((other) => `--${other}`);
      throw new UsageError(
        `unknown option ${rawName}.${didYouMean(rawName, dashed)} Give --help to see what there is.`,
      );
    }
    if (option.value === undefined && value !== undefined) {
      throw new UsageError(`${rawName} takes no value; received ${JSON.stringify(value)}. Leave it out.`);
    }
    if (option.value !== undefined && (value === undefined || (!inlineValue && /^-./.test(value)))) {
      const received = value === undefined ? 'nothing' : value;
      throw new UsageError(`${rawName} must be followed by ${option.value}; received ${received}.`);
    }
    const earlier = values.get(name) ?? [];
    if (option.value !== undefined && earlier.length > 0 && option.multiple !== true) {
      throw new UsageError(`${rawName} can be given once; received ${earlier[0]} and ${value}. Give one of them.`);
    }
    values.set(name, [...earlier, value ?? '']);
  }
  const given: GivenOptions = {
    text: (name) => values.get(name)?.[0],
    texts: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
  };
  return { given, operands: positionals };
}

function parsed(name: string, { value }: OptionDescription) {
  const type: 'string' | 'boolean' = value === undefined ? 'boolean' : 'string';
  return name === 'help' ? { type, short: 'h' } : { type };
}

/** Reads an option that is a whole number of at least 1. */
export function positiveInteger(given: GivenOptions, name: string): number | undefined {
  const text = given.text(name);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text)) && Number(text) > 0) return Number(text);
  throw new UsageError(`--${name} must be a positive integer; received ${JSON.stringify(text)}.`);
}

/** Reads an option that is one word of a list; suggests the nearest for another. */
export function choice<T extends string>(
  given: GivenOptions,
  { name, choices }: { name: string; choices: readonly T[] },
): T | undefined {
  const text = given.text(name);
  const chosen = choices.find((word) => word === text);
  if (text === undefined || chosen !== undefined) return chosen;
  throw new UsageError(
    `--${name} must be one of ${choices.join(', ')}; received ${JSON.stringify(text)}.${didYouMean(text, choices)}`,
  );
}
