import { assertKnownOptions, assertPositiveInteger, InvalidArgumentError, Random } from '@refrain/core';
import { Draw } from '../draw.js';
import { fillings, titles } from './lexicon.js';

/** How {@link headlines} writes its titles. */
export interface HeadlinesOptions {
  /** How many. @default 2,000 */
  readonly size?: number;
  /** Another seed gives other titles. @default 42 */
  readonly seed?: number | string;
}

/** Far more titles than this the grammar can't tell apart in reasonable time. */
const most = 5_000;

/**
 * Titles as of short news, made by a grammar, about companies, teams and events that do not exist: what to train a
 * generator of headlines on without a download. All are different. The same seed gives the same titles.
 *
 * @throws InvalidArgumentError if more than 5,000 are asked for
 * @example
 * headlines()[0];   // a title without a full stop
 */
export function headlines(options: HeadlinesOptions = {}): string[] {
  assertKnownOptions('headlines', options, ['size', 'seed']);
  const { size = 2_000, seed = 42 } = options;
  assertPositiveInteger('size', size);
  if (size > most) {
    const message = `size must be at most ${most} titles; received ${size}. Ask for fewer.`;
    throw new InvalidArgumentError({ argument: 'size', value: size, message });
  }
  const draw = new Draw(new Random(seed));
  const written = new Set<string>();
  while (written.size < size) written.add(draw.fill(draw.pick(titles), fillings));
  return [...written];
}
