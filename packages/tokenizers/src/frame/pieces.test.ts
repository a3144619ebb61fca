import fc from 'fast-check';
import { decodePieces, encodePieces } from './pieces.js';
import { decodeStream, encodeStream } from './streams.js';
import type { EncodeOptions } from '../tokenizer.js';
import { trainCharTokenizer } from '../character/train-char-tokenizer.js';

const tokenizer = trainCharTokenizer('<eosab>🙂', { special: { end: '<eos>', start: '<e>', padding: 'ba' } });

async function encodeAll(pieces: Iterable<string>, options?: EncodeOptions): Promise<number[]> {
  const ids: number[] = [];
  for await (const part of encodePieces(tokenizer, pieces, options)) ids.push(...part);
  return ids;
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

describe('encodePieces', () => {
  it('waits for the other half of a character and the rest of a special token', async () => {
    const pieces = ['a\ud83d', '\ude42b<e', 'os>', '<', 'e>a'];
    const all = await collect(encodePieces(tokenizer, pieces, { special: 'encode' }));
    const id = (token: string) => tokenizer.vocabulary.idOf(token)!;
    expect(all).toEqual([
      Int32Array.of(id('a')),
      Int32Array.of(id('🙂'), id('b')),
      Int32Array.of(id('<eos>')),
      Int32Array.of(id('<e>'), id('a')),
    ]);
  });

  it.each<EncodeOptions>([{ special: 'encode' }, { special: 'as-text' }, { special: 'encode', replaceUnknown: '' }])(
    'gives the ids of the whole text wherever it is cut (%j)',
    async (options) => {
      const text = fc.array(fc.constantFrom('<eos>', '<e>', '<eo', '<', 'b', 'ba', 'a', '🙂', 's'), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(text, fc.array(fc.nat(20)), async (parts, cuts) => {
          const whole = parts.join('');
          const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
          const pieces = places.slice(1).map((place, index) => whole.slice(places[index], place));
          expect(await encodeAll(pieces, options)).toEqual(Array.from(tokenizer.encode(whole, options)));
        }),
        { seed: 3, numRuns: 300 },
      );
    },
  );

  it('refuses a special token that is cut in two', async () => {
    await expect(encodeAll(['aa<e', 'os>'])).rejects.toThrow('received "<eos>" (end) at position 2. ');
  });

  it('counts positions from the beginning of the text', async () => {
    await expect(encodeAll(['aa', '🙂', 'aé'])).rejects.toThrow('received "é" (U+00E9) at position 5. ');
  });

  it('refuses half a character at the end', async () => {
    await expect(encodeAll(['a', '\ud83d'])).rejects.toThrow(
      '"\\ud83d" (U+D83D, half of a surrogate pair) at position 1',
    );
  });

  it('reads asynchronous pieces', async () => {
    async function* pieces() {
      yield 'ab';
      yield 'a';
    }
    expect(await collect(encodePieces(tokenizer, pieces(), { special: 'as-text' }))).toHaveLength(2);
  });
});

describe('encodeStream', () => {
  it('starts over after flush', () => {
    const stream = encodeStream(tokenizer);
    expect(Array.from(stream.push('a<'))).toEqual(Array.from(tokenizer.encode('a')));
    expect(Array.from(stream.flush())).toEqual(Array.from(tokenizer.encode('<')));
    expect(Array.from(stream.push('e'))).toEqual(Array.from(tokenizer.encode('e')));
    expect(() => stream.push('é')).toThrow('at position 1');
  });

  it('refuses what is not text', () => {
    expect(() => encodeStream(tokenizer).push(1 as never)).toThrow(new Error('text must be a string; received 1.'));
  });
});

describe('decodePieces', () => {
  it('gives whole characters as the ids come', async () => {
    const ids = tokenizer.encode('a🙂<eos>b', { special: 'encode' });
    expect(await collect(decodePieces(tokenizer, ids))).toEqual(['a', '🙂', '<eos>', 'b']);
  });

  it('leaves special tokens out on request', async () => {
    const ids = tokenizer.encode('a<eos>b', { special: 'encode' });
    expect(await collect(decodePieces(tokenizer, ids, { special: 'skip' }))).toEqual(['a', 'b']);
  });

  it('gives the text that decoding at once gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(tokenizer.vocabulary.size - 1)), async (ids) => {
        const pieces = await collect(decodePieces(tokenizer, ids));
        expect(pieces.join('')).toBe(tokenizer.decode(ids));
        expect(pieces.every((piece) => !/\p{Surrogate}/u.test(piece))).toBe(true);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('refuses an id outside the vocabulary', () => {
    const stream = decodeStream(tokenizer);
    expect(() => stream.push(99)).toThrow(new Error('ids must hold integers from 0 to 10; received 99 at position 0.'));
    expect(stream.flush()).toBe('');
  });
});
