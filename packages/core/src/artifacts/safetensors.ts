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

/**
 * Packs named arrays into one safetensors file, which Python's `safetensors` reads: 8 bytes with the header's length,
 * a JSON header, then the raw little-endian values.
 *
 * The same arrays in the same order give the same bytes.
 *
 * @param metadata strings to store in the header's `__metadata__`
 */
export function encodeSafetensors(arrays: NamedArrays, metadata?: Readonly<Record<string, string>>): Uint8Array {
  const header: [string, unknown][] = metadata ? [['__metadata__', metadata]] : [];
  let offset = 0;
  for (const [name, { shape, values }] of arrays) {
    const dtype = values instanceof Int32Array || values.constructor.name === 'Int32Array' ? 'I32' : 'F32';
    header.push([name, { dtype, shape, data_offsets: [offset, (offset += values.byteLength)] }]);
  }
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

/**
 * Reads a safetensors file of 32-bit floats and integers; checks every size before anything is allocated.
 *
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
  for (const [name, entry] of Object.entries(parseHeader(bytes.subarray(lengthBytes, start), artifact))) {
    if (name === '__metadata__') continue;
    const { dtype, shape, begin, end } = readEntry(entry, artifact, name);
    const size = shape.reduce((product, length) => product * length, 1);
    if (begin !== expectedOffset || end - begin !== size * 4 || start + end > bytes.length) {
      throw malformed(artifact, `the array ${name} of shape [${shape.join(', ')}] does not lie where the header says`);
    }
    expectedOffset = end;
    arrays.set(name, { shape, values: new types[dtype](bytes.slice(start + begin, start + end).buffer) });
  }
  if (start + expectedOffset !== bytes.length) throw malformed(artifact, 'there are bytes behind its last array');
  return arrays;
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

function readEntry(entry: unknown, artifact: string, name: string) {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (dtype !== 'F32' && dtype !== 'I32') {
    throw malformed(artifact, `the array ${name} is of type ${String(dtype)}, where F32 and I32 can be read`);
  }
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw malformed(artifact, `the array ${name} has no valid shape and place`);
  }
  return { dtype, shape, begin: offsets[0]!, end: offsets[1]! } as const;
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function malformed(artifact: string, reason: string, cause?: unknown): ArtifactError {
  const message = `expected ${artifact} to be a whole safetensors file; ${reason}. Use another copy of the file.`;
  return new ArtifactError({ artifact, message, cause });
}
