import fc from 'fast-check';
import { ArtifactError, InvalidArgumentError } from '../errors.js';
import golden from './safetensors.golden.json';
import { decodeSafetensors, encodeSafetensors } from './safetensors.js';
import type { NamedArray } from './safetensors.js';

const ours = new Map<string, NamedArray>([
  ['layers.0.kernel', { shape: [2, 3], values: Float32Array.of(1, -2, 0.5, 3e-5, 1e30, -0) }],
  ['7', { shape: [3], values: Int32Array.of(1, -2147483648, 2147483647) }],
  ['naïve "name"', { shape: [], values: Float32Array.of(0.1) }],
  ['nothing', { shape: [0, 4], values: new Float32Array(0) }],
]);

/** A file with this header and `size` bytes of values behind it. */
function file(header: unknown, size: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const array = (begin: number, end: number, shape = [(end - begin) / 4]) => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});

describe('encodeSafetensors', () => {
  it('gives a file that Python reads', () => {
    const bytes = encodeSafetensors(ours, { note: 'é' });
    expect(Buffer.from(bytes).toString('base64')).toBe(golden.ours);
    for (const [name, { shape, type, values }] of Object.entries(golden.read)) {
      const expected = ours.get(name)!;
      expect(shape).toEqual(expected.shape);
      expect(type).toBe(expected.values instanceof Int32Array ? 'int32' : 'float32');
      expect(values).toEqual(Array.from(expected.values));
    }
    expect(Object.keys(golden.read)).toHaveLength(ours.size);
  });

  it('begins the values at a multiple of eight bytes, behind spaces', () => {
    for (const name of ['a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefgh']) {
      const bytes = encodeSafetensors(new Map([[name, { shape: [1], values: Float32Array.of(1) }]]));
      const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
      expect(length % 8).toBe(0);
      expect(bytes).toHaveLength(8 + length + 4);
      expect(new TextDecoder().decode(bytes.subarray(8, 8 + length)).trimEnd()).toMatch(/^\{.*\}$/);
    }
  });

  it('takes a part of a larger buffer', () => {
    const values = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
    const bytes = encodeSafetensors(new Map([['a', { shape: [2], values }]]));
    expect(Array.from(decodeSafetensors(bytes, 'file').get('a')!.values)).toEqual([2, 3]);
  });

  it.each<[string, NamedArray, string]>([
    [
      'a',
      { shape: [2, 2], values: new Float32Array(3) },
      'the shape of a must be sizes whose product is 3, as many as its values; received [2, 2].',
    ],
    [
      'a',
      { shape: [-1, -3], values: new Float32Array(3) },
      'the shape of a must be sizes whose product is 3, as many as its values; received [-1, -3].',
    ],
    [
      'a',
      { shape: [1], values: new Float64Array(1) as never },
      'the values of a must be a Float32Array or an Int32Array; received Float64Array of 1.',
    ],
    [
      'a',
      { shape: [1], values: [1] as never },
      'the values of a must be a Float32Array or an Int32Array; received [1].',
    ],
    [
      '__metadata__',
      { shape: [1], values: new Float32Array(1) },
      'the name of an array must be another than __metadata__; received "__metadata__".',
    ],
  ])('refuses %s: %j', (name, value, message) => {
    const encode = () => encodeSafetensors(new Map([[name, value]]));
    expect(encode).toThrow(InvalidArgumentError);
    expect(encode).toThrow(new Error(message));
  });
});

describe('decodeSafetensors', () => {
  it('reads what Python wrote, in the order of the file', () => {
    const arrays = decodeSafetensors(Buffer.from(golden.written, 'base64'), 'file');
    const read = [...arrays].map(([name, { shape, values }]) => [name, shape, Array.from(values)]);
    expect(read).toEqual([
      ['10', [1], [10]],
      ['9', [1], [9]],
      ['empty', [0, 3], []],
      ['output.kernel', [2, 3], [1, 2, 3, 4, 5, 6.5]],
      ['scalar', [], [2.5]],
      ['steps', [2], [7, -8]],
    ]);
    expect(arrays.get('steps')!.values).toBeInstanceOf(Int32Array);
    expect(arrays.get('scalar')!.values).toBeInstanceOf(Float32Array);
  });

  it('gives back what was encoded, bit for bit', () => {
    const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const named = fc.tuple(
      fc.string({ unit: 'binary' }).filter((name) => name !== '__metadata__'),
      fc.constantFrom([], [1], [2], [0], [2, 3], [1, 2, 0], [3, 1, 2]),
      fc.boolean(),
      fc.array(word, { minLength: 6, maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(named), fc.option(fc.dictionary(fc.string(), fc.string())), (list, metadata) => {
        const arrays = new Map<string, NamedArray>();
        for (const [name, shape, isFloat, words] of list) {
          const size = shape.reduce((product: number, length) => product * length, 1);
          const bits = Int32Array.from(words.slice(0, size));
          arrays.set(name, { shape, values: isFloat ? new Float32Array(bits.buffer) : bits });
        }
        const read = decodeSafetensors(encodeSafetensors(arrays, metadata ?? undefined), 'file');
        const bits = ({ values }: NamedArray) =>
          Array.from(new Int32Array(values.buffer, values.byteOffset, values.length));
        expect(new Set(read.keys())).toEqual(new Set(arrays.keys()));
        for (const [name, found] of read) {
          expect(found.shape).toEqual(arrays.get(name)!.shape);
          expect(found.values.constructor).toBe(arrays.get(name)!.values.constructor);
          expect(bits(found)).toEqual(bits(arrays.get(name)!));
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('reads from anywhere in a buffer, and owns what it gives', () => {
    const bytes = encodeSafetensors(ours);
    const moved = Buffer.concat([Buffer.of(0), bytes]).subarray(1);
    const arrays = decodeSafetensors(moved, 'file');
    moved.fill(0);
    expect(Array.from(arrays.get('7')!.values)).toEqual([1, -2147483648, 2147483647]);
  });

  it('takes arrays in any order in the header', () => {
    const arrays = decodeSafetensors(file({ b: array(4, 8), a: array(0, 4), c: array(4, 4, [0]) }, 8), 'file');
    expect([...arrays.keys()]).toEqual(['a', 'c', 'b']);
  });

  it('takes __proto__ for a name like any other', () => {
    const arrays = decodeSafetensors(file(`{"__proto__":${JSON.stringify(array(0, 4))}}`, 4), 'file');
    expect([...arrays.keys()]).toEqual(['__proto__']);
  });

  const whole = encodeSafetensors(ours);
  const huge = Number.MAX_SAFE_INTEGER;

  it.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(0), 'its 0 bytes end before its header does'],
    ['half a length', whole.subarray(0, 7), 'its 7 bytes end before its header does'],
    ['half a header', whole.subarray(0, 100), 'its 100 bytes end before its header does'],
    ['a length of all ones', new Uint8Array(16).fill(255), 'its 16 bytes end before its header does'],
    ['a header that is no JSON', file('{', 0), 'its header is not JSON'],
    ['a header that is no UTF-8', new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0, 255]), 'its header is not JSON'],
    ['a header that is a list', file([], 0), 'its header is not an object'],
    ['a header that is nothing', file(null, 0), 'its header is not an object'],
    [
      'an array cut short',
      whole.subarray(0, -1),
      'the array naïve "name" of shape [] does not lie where the header says',
    ],
    ['bytes too many', file({ a: array(0, 4) }, 5), 'there are bytes behind its last array'],
    [
      'an entry that is nothing',
      file({ a: null }, 0),
      'the array a is of type undefined, where F32 and I32 can be read',
    ],
    [
      'another type',
      file({ a: { ...array(0, 4), dtype: 'F16' } }, 4),
      'the array a is of type F16, where F32 and I32 can be read',
    ],
    [
      'a type that objects inherit',
      file({ a: { ...array(0, 4), dtype: 'constructor' } }, 4),
      'the array a is of type constructor, where F32 and I32 can be read',
    ],
    ['no shape', file({ a: { dtype: 'F32', data_offsets: [0, 4] } }, 4), 'the array a has no valid shape and place'],
    ['a negative size', file({ a: array(0, 4, [-1]) }, 4), 'the array a has no valid shape and place'],
    ['half a size', file({ a: array(0, 4, [0.5]) }, 4), 'the array a has no valid shape and place'],
    ['one offset', file({ a: { ...array(0, 4), data_offsets: [0] } }, 4), 'the array a has no valid shape and place'],
    ['an end before the beginning', file({ a: array(4, 0, [1]) }, 4), 'the array a has no valid shape and place'],
    [
      'a shape of another size',
      file({ a: array(0, 8, [3]) }, 8),
      'the array a of shape [3] does not lie where the header says',
    ],
    [
      'sizes beyond all bytes',
      file({ a: array(0, 4, [huge, huge]) }, 4),
      `the array a of shape [${huge}, ${huge}] does not lie where the header says`,
    ],
    [
      'sizes whose product is no number',
      file({ a: array(0, 4, [...new Array<number>(20).fill(huge), 0]) }, 4),
      `the array a of shape [${new Array(20).fill(huge).join(', ')}, 0] does not lie where the header says`,
    ],
    ['an array behind the end', file({ a: array(0, 4 * huge, [huge]) }, 4), 'the array a has no valid shape and place'],
    [
      'arrays that overlap',
      file({ a: array(0, 8), b: array(4, 12) }, 12),
      'the array b of shape [2] does not lie where the header says',
    ],
    [
      'a hole',
      file({ a: array(0, 4), b: array(8, 12) }, 12),
      'the array b of shape [1] does not lie where the header says',
    ],
  ])('refuses %s', (_, bytes, reason) => {
    expect.assertions(3);
    try {
      decodeSafetensors(bytes, 'model/weights.safetensors');
    } catch (error) {
      expect(ArtifactError.isInstance(error)).toBe(true);
      expect(error).toHaveProperty('artifact', 'model/weights.safetensors');
      expect((error as Error).message).toBe(
        `expected model/weights.safetensors to be a whole safetensors file; ${reason}. Use another copy of the file.`,
      );
    }
  });

  it('refuses any file that is cut short', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeSafetensors(whole.subarray(0, length), 'file')).toThrow(ArtifactError);
    }
  });

  it('throws nothing but ArtifactError, whatever the bytes', () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = whole.slice();
        for (const [place, value] of changes) bytes[place] = value;
        try {
          decodeSafetensors(bytes, 'file');
        } catch (error) {
          expect(error).toBeInstanceOf(ArtifactError);
        }
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
