import { ArtifactError } from '@refrain/core';
import { loneSurrogate } from '../lone-surrogate.js';

/** A value of a tokenizer.json with its path in the file, so that whatever is wrong is said with its place. */
export class JsonPart {
  constructor(
    readonly value: unknown,
    /** Such as `pre_tokenizer.pretokenizers[1]`; '' for the whole file. */
    readonly path: string,
  ) {}

  /** The part under `name`; of an absent one the value is undefined. */
  at(name: string): JsonPart {
    const { value } = this;
    const child = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return new JsonPart(child, this.path === '' ? name : `${this.path}.${name}`);
  }

  /** Whether the value is null or absent. */
  get isNull(): boolean {
    return this.value === null || this.value === undefined;
  }

  /** The part itself, after the check that it is an object without other fields: one left unread may change the ids. */
  withFields(...known: readonly string[]): JsonPart {
    if (!isObject(this.value)) return this.refuseType('an object');
    for (const name of Object.keys(this.value)) {
      if (!known.includes(name)) {
        this.malformed(`${this.name} has the field ${JSON.stringify(name)}, where ${known.join(', ')} are known`);
      }
    }
    return this;
  }

  string(): string {
    if (typeof this.value !== 'string') return this.refuseType('a string');
    if (loneSurrogate(this.value) !== -1) return this.refuseType('a string of whole characters');
    return this.value;
  }

  /** A string of one code point. */
  character(): string {
    const text = this.string();
    return [...text].length === 1 ? text : this.refuseType('one character');
  }

  boolean(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.refuseType('true or false');
  }

  /** A whole number from 0 to `maximum`. */
  integer(maximum = 0x7fffffff): number {
    const { value } = this;
    if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= maximum) return value as number;
    return this.refuseType(`an integer from 0 to ${maximum}`);
  }

  number(): number {
    return Number.isFinite(this.value) ? (this.value as number) : this.refuseType('a number');
  }

  list(): JsonPart[] {
    if (!Array.isArray(this.value)) return this.refuseType('a list');
    return this.value.map((item, position) => this.item(position, item));
  }

  /** The part of a list at `position`. */
  item(position: number, value: unknown): JsonPart {
    return new JsonPart(value, `${this.path}[${position}]`);
  }

  /** Names and parts of an object that is used as a table. */
  entries(): [name: string, part: JsonPart][] {
    if (!isObject(this.value)) return this.refuseType('an object');
    return Object.entries(this.value).map(([name, value]) => [name, this.entry(name, value)]);
  }

  /** The part of a table under `name`. */
  entry(name: string, value: unknown): JsonPart {
    return new JsonPart(value, `${this.path}[${JSON.stringify(name)}]`);
  }

  /** What `choices` has for the string that this is. */
  choice<T>(choices: Readonly<Record<string, T>>): T {
    const { value } = this;
    if (typeof value === 'string' && Object.hasOwn(choices, value)) return choices[value]!;
    return this.refuseType(`one of ${Object.keys(choices).join(', ')}`);
  }

  /** Refuses the value: "`path` is `value`, where `expected` can be read". */
  refuseType(expected: string): never {
    return this.malformed(`${this.name} is ${show(this.value)}, where ${expected} can be read`);
  }

  /**
   * Refuses the file.
   *
   * @throws ArtifactError always
   */
  malformed(reason: string, remedy = defaultRemedy, cause?: unknown): never {
    const message =
      "expected a tokenizer.json of Hugging Face's tokenizers in version 1.0, every part of which can be read; " +
      `${reason}. ${remedy}`;
    throw new ArtifactError({ artifact: 'tokenizer.json', message, cause });
  }

  private get name(): string {
    return this.path === '' ? 'the file' : this.path;
  }
}

const defaultRemedy = 'Ids would differ if it were passed over: make the file without it, or again from its source.';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
