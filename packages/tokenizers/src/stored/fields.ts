import { ArtifactError, describeValue } from '@refrain/core';

/** Checks a stored value and gives it back with its type; `path` says where it stands, such as `model.merges[3]`. */
export type Reader<T> = (value: unknown, path: string) => T;

/** @throws ArtifactError "… `path` must be `expected`; received `value`" */
export function refuseField(path: string, value: unknown, expected: string): never {
  malformed(
    value === undefined
      ? `${path} must be ${expected}, but is missing`
      : `${path} must be ${expected}, not ${describeValue(value)}`,
  );
}

/** @throws ArtifactError always */
export function malformed(reason: string, remedy = 'Use another copy of the file.', cause?: unknown): never {
  const message = `expected the stored tokenizer of version 1 of the format refrain-tokenizer; ${reason}. ${remedy}`;
  throw new ArtifactError({ artifact: 'tokenizer.json', message, cause });
}

/** A whole number from `minimum` to `maximum`. */
export function integer(minimum: number, maximum = Number.MAX_SAFE_INTEGER): Reader<number> {
  const expected =
    maximum === Number.MAX_SAFE_INTEGER
      ? `an integer of at least ${minimum}`
      : `an integer from ${minimum} to ${maximum}`;
  return (value, path) => {
    if (!Number.isSafeInteger(value) || (value as number) < minimum || (value as number) > maximum) {
      refuseField(path, value, expected);
    }
    return value as number;
  };
}

/** A number that is not infinite. JSON has no other, but not every object comes from JSON. */
export const finite: Reader<number> = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) refuseField(path, value, 'a finite number');
  return value;
};

export const text: Reader<string> = (value, path) => {
  if (typeof value !== 'string') refuseField(path, value, 'a string');
  return value;
};

export const flag: Reader<boolean> = (value, path) => {
  if (typeof value !== 'boolean') refuseField(path, value, 'true or false');
  return value;
};

export function oneOf<const T extends string>(...choices: readonly T[]): Reader<T> {
  return (value, path) => {
    if (!choices.includes(value as T)) {
      refuseField(
        path,
        value,
        choices.length === 1 ? describeValue(choices[0]) : `one of ${choices.map(describeValue).join(', ')}`,
      );
    }
    return value as T;
  };
}

export function list<T>(entry: Reader<T>): Reader<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) refuseField(path, value, 'a list');
    return Array.from(value, (element, position) => entry(element, `${path}[${position}]`));
  };
}

/** A reader of each field of an object. */
export type FieldReaders = Readonly<Record<string, Reader<unknown>>>;

/**
 * An object with the fields of `required`, those of `optional` that it likes, and no other: a field that would be ignored
 * may have changed what the ids mean.
 */
export function object<T>(required: FieldReaders, optional: FieldReaders = {}): Reader<T> {
  const readers = new Map([...Object.entries(required), ...Object.entries(optional)]);
  return (value, path) => {
    const fields = plainObject(value, path);
    for (const name of Object.keys(fields)) {
      if (!readers.has(name)) malformed(`${at(path, name)} is a field that is not known here`);
    }
    for (const name of Object.keys(required)) {
      if (fields[name] === undefined) readers.get(name)!(undefined, at(path, name));
    }
    const given = Object.entries(fields).filter(([, field]) => field !== undefined);
    return Object.fromEntries(given.map(([name, field]) => [name, readers.get(name)!(field, at(path, name))])) as T;
  };
}

/** An object whose field `type` says which others it has; functions of the caller are never stored. */
export function byType<T extends { readonly type: string }>(
  readers: Readonly<Record<Exclude<T['type'], 'function'>, FieldReaders>>,
): Reader<T> {
  const byName = new Map(
    (Object.entries(readers) as [string, FieldReaders][]).map(([name, fields]) => [
      name,
      object<T>({ type: oneOf(name), ...fields }),
    ]),
  );
  return (value, path) => {
    const { type } = plainObject(value, path);
    const read = byName.get(type as string);
    if (read === undefined)
      refuseField(at(path, 'type'), type, `one of ${[...byName.keys()].map(describeValue).join(', ')}`);
    return read(value, path);
  };
}

/** The fields of an object; for the outermost the path is ''. */
export function plainObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (path === '') malformed('it is not an object');
    refuseField(path, value, 'an object');
  }
  return value as Readonly<Record<string, unknown>>;
}

function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
