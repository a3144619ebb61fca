import { ArtifactError, describeValue, type JsonValue } from '@refrain/core';

/** Reads a count of elements from a saved position. @throws ArtifactError if it is none, or more than `size` */
export function countIn(position: JsonValue | undefined, size = Infinity): number {
  if (!Number.isSafeInteger(position) || (position as number) < 0 || (position as number) > size) {
    refusePosition(position, size === Infinity ? 'a count of elements' : `a count of at most ${size} elements`);
  }
  return position as number;
}

/** Reads the fields of a saved position. @throws ArtifactError if it has others */
export function fieldsIn<const Name extends string>(
  position: JsonValue,
  names: readonly Name[],
): Readonly<Record<Name, JsonValue>> {
  const record = typeof position === 'object' && position !== null && !Array.isArray(position);
  if (!record || !names.every((name) => Object.hasOwn(position, name))) {
    refusePosition(position, `an object with ${names.join(', ')}`);
  }
  return position as Record<Name, JsonValue>;
}

/** Reads `length` positions, one for each of several sources. @throws ArtifactError if they are not so many */
export function listIn(position: JsonValue, length: number): readonly JsonValue[] {
  if (!Array.isArray(position) || position.length !== length) refusePosition(position, `a list of ${length} positions`);
  return position as JsonValue[];
}

/** Refuses a saved position. */
function refusePosition(position: unknown, expected: string): never {
  throw new ArtifactError({
    artifact: 'dataset state',
    message: `The saved position in the dataset must be ${expected}; received ${describeValue(position)}. Restore a state that state() of an equal dataset gave.`,
  });
}

/** The position of an operator that counts the elements it has read from its source. */
export interface CountedPosition {
  readonly count: number;
  /** Where the source stood; undefined at its beginning. */
  readonly source: JsonValue | undefined;
}

/** Reads `{ count, source }`; the beginning where nothing was saved. @throws ArtifactError if it is something else */
export function countedIn(position: JsonValue | undefined): CountedPosition {
  if (position === undefined) return { count: 0, source: undefined };
  const { count, source } = fieldsIn(position, ['count', 'source']);
  return { count: countIn(count), source };
}
