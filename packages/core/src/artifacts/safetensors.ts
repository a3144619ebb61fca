import { refuse } from '../assert.js';
import { ArtifactError } from '../errors.js';

/** A flat row-major array with its shape: a tensor at rest. */
export interface NamedArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** Arrays by name, in the order in which they are stored. */
export type NamedArrays = ReadonlyMap<string, NamedArray>;

const types = { F32: Float32Array, I32: Int32Array } as const;
const lengthBytes = 8;
const metadataName = '__metadata__';

/**
 * Packs named arrays into one safetensors file, which Python's `safetensors` reads: 8 bytes with the header's length,
 * a JSON header, then the raw little-endian values.
 *
 * The same arrays in the same order give the same bytes.
 *
 * @param metadata strings to store in the header's `__metadata__`
 * @throws InvalidArgumentError for an array whose shape does not fit its values, or of another type
 * @example
 * const values = Float32Array.of(1, 2, 3, 4);
 * await store.write('weights.safetensors', encodeSafetensors(new Map([['kernel', { shape: [2, 2], values }]])));
 */
export function encodeSafetensors(arrays: NamedArrays, metadata?: Readonly<Record<string, string>>): Uint8Array {
  const header: [string, unknown][] = metadata ? [[metadataName, metadata]] : [];
  let offset = 0;
  for (const [name, array] of arrays) {
    const dtype = assertNamedArray(name, array);
    const { shape, values } = array;
    header.push([name, { dtype, shape, data_offsets: [offset, (offset += values.byteLength)] }]);
  }
  // Not an object: its keys that look like numbers would come first.
  const text = `{${header.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`;
  const json = new TextEncoder().encode(text);
  const start = Math.ceil((lengthBytes + json.length) / 8) * 8;
  const bytes = new Uint8Array(start + offset).fill(0x20, lengthBytes, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - lengthBytes), true);
  bytes.set(json, lengthBytes);
  let position = start;
  for (const { values } of arrays.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), position);
    position += values.byteLength;
  }
  return bytes;
}

/** Throws unless `array` can be stored, and gives its type. */
function assertNamedArray(name: string, { shape, values }: NamedArray): keyof typeof types {
  if (name === metadataName) refuse('the name of an array', name, { expected: `another than ${metadataName}` });
  const kind = Object.prototype.toString.call(values);
  if (kind !== '[object Float32Array]' && kind !== '[object Int32Array]') {
    refuse(`the values of ${name}`, values, { expected: 'a Float32Array or an Int32Array' });
  }
  if (!isSizes(shape) || sizeOf(shape) !== values.length) {
    refuse(`the shape of ${name}`, shape, {
      expected: `sizes whose product is ${values.length}, as many as its values`,
    });
  }
  return kind === '[object Int32Array]' ? 'I32' : 'F32';
}

/**
 * Reads a safetensors file of 32-bit floats and integers; checks every size before anything is allocated.
 *
 * @returns the arrays, which the caller owns, in the order in which they lie in the file
 * @param artifact the file's name, for error messages
 * @throws ArtifactError if the file is cut short, its header is not one, or an array lies outside it
 */
export function decodeSafetensors(bytes: Uint8Array, artifact: string): Map<string, NamedArray> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = bytes.length < lengthBytes ? Infinity : Number(view.getBigUint64(0, true));
  const start = lengthBytes + headerLength;
  if (start > bytes.length) throw malformed(artifact, `its ${bytes.length} bytes end before its header does`);
  const arrays = new Map<string, NamedArray>();
  let expectedOffset = 0;
  for (const { name, dtype, shape, begin, end } of readEntries(bytes.subarray(lengthBytes, start), artifact)) {
    if (begin !== expectedOffset || end - begin !== sizeOf(shape) * 4 || start + end > bytes.length) {
      throw malformed(artifact, `the array ${name} of shape [${shape.join(', ')}] does not lie where the header says`);
    }
    expectedOffset = end;
    // Copied, because typed arrays need an aligned beginning. (Not by slice, which in a Buffer copies nothing.)
    const copy = new Uint8Array(end - begin);
    copy.set(bytes.subarray(start + begin, start + end));
    arrays.set(name, { shape, values: new types[dtype](copy.buffer) });
  }
  if (start + expectedOffset !== bytes.length) throw malformed(artifact, 'there are bytes behind its last array');
  return arrays;
}

/** The header's entries in the order of their places, whatever their order in the header. */
function readEntries(header: Uint8Array, artifact: string): Entry[] {
  return Object.entries(parseHeader(header, artifact))
    .filter(([name]) => name !== metadataName)
    .map(([name, entry]) => readEntry(name, entry, artifact))
    .sort((left, right) => left.begin - right.begin || left.end - right.end);
}

function parseHeader(bytes: Uint8Array, artifact: string): object {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw malformed(artifact, 'its header is not JSON', cause);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw malformed(artifact, 'its header is not an object');
  }
  return header;
}

interface Entry {
  readonly name: string;
  readonly dtype: keyof typeof types;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readEntry(name: string, entry: unknown, artifact: string): Entry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (dtype !== 'F32' && dtype !== 'I32') {
    throw malformed(artifact, `the array ${name} is of type ${String(dtype)}, where F32 and I32 can be read`);
  }
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw malformed(artifact, `the array ${name} has no valid shape and place`);
  }
  return { name, dtype, shape, begin: offsets[0]!, end: offsets[1]! };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function malformed(artifact: string, reason: string, cause?: unknown): ArtifactError {
  const message = `expected ${artifact} to be a whole safetensors file; ${reason}. Use another copy of the file.`;
  return new ArtifactError({ artifact, message, cause });
}
