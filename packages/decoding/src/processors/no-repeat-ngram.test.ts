import fc from 'fast-check';
import { allowed, processed, runs } from '../test-support/processed.js';
import { noRepeatNgram } from './no-repeat-ngram.js';

const flat = [0, 0, 0, 0];

function left(size: number, ids: number[]): number[] {
  return allowed(processed(noRepeatNgram(size), flat, { ids, step: 0 }));
}

describe('noRepeatNgram', () => {
  it('forbids what has followed the last ids before', () => {
    expect(left(2, [0, 2, 1, 0])).toEqual([0, 1, 3]);
    expect(left(3, [1, 0, 2, 1, 0])).toEqual([0, 1, 3]);
    expect(left(3, [1, 0, 2, 3, 0])).toEqual([0, 1, 2, 3]);
  });

  it('forbids every id that occurred where the size is 1', () => {
    expect(left(1, [0, 2, 0])).toEqual([1, 3]);
  });

  it('lets runs of one id grow only to the size', () => {
    expect(left(2, [0])).toEqual([0, 1, 2, 3]);
    expect(left(2, [0, 0])).toEqual([1, 2, 3]);
  });

  it('forbids nothing while too little was read', () => {
    expect(left(4, [0, 0, 0])).toEqual([0, 1, 2, 3]);
    expect(left(4, [])).toEqual([0, 1, 2, 3]);
  });

  it('allows exactly the ids that make no sequence occur twice', () => {
    const ids = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 14 });
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 4 }), (read, size) => {
        const sequences = (all: number[]): string[] =>
          all.slice(size - 1).map((_, begin) => all.slice(begin, begin + size).join(' '));
        const old = new Set(sequences(read));
        const fresh = [0, 1, 2, 3].filter((id) => {
          const next = sequences([...read, id]).at(-1);
          return read.length + 1 < size || !old.has(next!);
        });
        expect(left(size, read)).toEqual(fresh);
      }),
      runs,
    );
  });

  it.each([0, 1.5])('refuses %p', (size) => {
    expect(() => noRepeatNgram(size)).toThrow(new Error(`size must be a positive integer; received ${size}.`));
  });
});
