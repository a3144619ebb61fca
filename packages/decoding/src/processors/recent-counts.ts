import { assertKnownOptions, assertPositiveInteger } from '@refrain/core';
import type { GenerationContext } from '../generation-context.js';

/** How far back a penalty looks. */
export interface PenaltyOptions {
  /** How many of the latest ids count; Infinity for all. @default Infinity */
  readonly window?: number;
}

/** Throws unless `options` are those of the penalty `owner`; gives the window. */
export function checkedWindow(owner: string, options: PenaltyOptions): number {
  assertKnownOptions(owner, options, ['window']);
  const { window = Infinity } = options;
  if (window !== Infinity) assertPositiveInteger('window', window, 'To count all ids leave it out.');
  return window;
}

/**
 * A function that counts how often each id occurs among the last `length` of the context, `[vocabulary]`.
 *
 * It counts anew each time, so that a penalty is a function of its arguments alone and may serve several generations.
 */
export function recentCounts(): (context: GenerationContext, length: number, vocabularySize: number) => Uint32Array {
  let counts = new Uint32Array(0);
  return ({ ids }, length, vocabularySize) => {
    if (counts.length === vocabularySize) counts.fill(0);
    else counts = new Uint32Array(vocabularySize);
    for (let time = Math.max(0, ids.length - length); time < ids.length; time++) counts[ids[time]!]!++;
    return counts;
  };
}
