import type { Random } from '@refrain/core';

/** The elements in random order, in place, by Fisher and Yates. */
export function shuffled<T>(elements: T[], random: Random): T[] {
  for (let last = elements.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [elements[last], elements[other]] = [elements[other]!, elements[last]!];
  }
  return elements;
}
