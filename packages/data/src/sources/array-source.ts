import { indexedSource, type Source } from '../source.js';

/** The elements of an array, with random access. */
export function arraySource<T>(elements: ArrayLike<T>): Source<T> {
  const size = elements.length;
  return indexedSource({
    description: `fromArray(${size} elements)`,
    size,
    access: () => ({ size, at: (index) => elements[index]! }),
  });
}
