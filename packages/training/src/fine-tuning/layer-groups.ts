import { refuse } from '@refrain/core';

/** Names of variables, layer by layer, from what reads the input to what gives the output. */
export type LayerGroups = readonly (readonly string[])[];

/**
 * How many groups stand behind that of a variable: 0 for those of the output.
 *
 * @throws InvalidArgumentError for groups that are no lists of names, or share one; the function for a name in none
 */
export function depthIn(groups: LayerGroups): (variable: string) => number {
  if (!Array.isArray(groups) || groups.length === 0 || !groups.every(Array.isArray)) {
    refuse('groups', groups, { expected: 'an array of arrays of names', remedy: 'Such as model.layers().' });
  }
  const depths = new Map<string, number>();
  for (const [index, names] of groups.entries()) {
    for (const name of names) {
      if (depths.has(name)) refuse('groups', name, { expected: 'without a name in common' });
      depths.set(name, groups.length - 1 - index);
    }
  }
  return (variable) => {
    const depth = depths.get(variable);
    if (depth === undefined) refuse('variable', variable, { expected: 'in one of the groups', remedy: 'Add it.' });
    return depth;
  };
}
