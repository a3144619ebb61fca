import { assertKnownOptions, assertNonNegativeInteger, InvalidArgumentError, Random } from '@refrain/core';
import { shuffled } from './shuffled.js';

/** How many groups go into which part, and what decides. */
export interface SplitGroupsOptions {
  readonly validation?: number;
  readonly test?: number;
  readonly seed: number | string;
}

/** What is divided, for error messages. */
export interface GroupNames {
  /** The function that divides. */
  readonly owner: string;
  /** What is left to train on: "sentences". */
  readonly kept: string;
  /** What a group has in common: "source sentences". */
  readonly counted: string;
}

/** Divides groups into three parts in random order, each group whole in one of them. */
export function splitGroups<Item>(
  groups: Item[][],
  options: SplitGroupsOptions,
  { owner, kept, counted }: GroupNames,
): { training: Item[]; validation: Item[]; test: Item[] } {
  assertKnownOptions(owner, options, ['validation', 'test', 'seed']);
  const { validation = 0, test = 0, seed } = options;
  assertNonNegativeInteger('validation', validation);
  assertNonNegativeInteger('test', test);
  const ordered = shuffled(groups, new Random(seed).fork('split'));
  const heldOut = validation + test;
  if (heldOut >= ordered.length) {
    throw new InvalidArgumentError({
      argument: 'test',
      value: heldOut,
      message: `validation and test must leave ${kept} to train on; received ${heldOut} of ${ordered.length} ${counted} together. Hold out fewer.`,
    });
  }
  return {
    test: ordered.slice(0, test).flat(),
    validation: ordered.slice(test, heldOut).flat(),
    training: ordered.slice(heldOut).flat(),
  };
}

/** The items by what `key` gives for them, in the order in which that first comes. */
export function groupsBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}
