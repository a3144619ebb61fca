import { InvalidArgumentError } from '@refrain/core';
import type { Ids } from '../ids.js';

/** Throws where a text is shorter than what a recipe needs at least, and says by how much. */
export function assertEnoughIds(recipe: string, ids: Ids, { needed, unit }: { needed: number; unit: string }): void {
  if (ids.length >= needed) return;
  throw new InvalidArgumentError({
    argument: 'ids',
    value: ids,
    message: `${recipe} needs at least ${needed} ids for ${unit}; received ${ids.length}. Use a longer text or a smaller length.`,
  });
}
