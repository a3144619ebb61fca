import { assertKnownOptions, assertPositiveInteger, InvalidArgumentError, Random } from '@refrain/core';
import { drive, ready } from '../awaitable.js';
import { permutation } from '../permutation.js';
import { countIn } from '../position.js';
import { ended, indexedSource, type Source } from '../source.js';

/** How {@link shuffleSource} orders the elements. */
export interface ShuffleOptions {
  /** Determines, with the epoch, the order. */
  readonly seed: number | string;
  /**
   * Draws from a buffer of so many elements, as tf.data does, in place of an exact shuffle. Needed where elements can
   * only be read in order: an element then comes at most `bufferSize - 1` places early.
   */
  readonly bufferSize?: number;
  /** Gives every epoch an order of its own. @default true */
  readonly reshuffleEachEpoch?: boolean;
}

/** The elements in random order: an exact shuffle without memory where any can be had at once, else from a buffer. */
export function shuffleSource<T>(source: Source<T>, options: ShuffleOptions): Source<T> {
  assertKnownOptions('shuffle', options, ['seed', 'bufferSize', 'reshuffleEachEpoch']);
  const { seed, bufferSize, reshuffleEachEpoch = true } = options;
  const random = new Random(seed).fork('shuffle');
  const randomOf = (epoch: number): Random => random.fork(reshuffleEachEpoch ? epoch : 0);
  const details = `seed ${seed}${bufferSize === undefined ? '' : `, bufferSize ${bufferSize}`}${reshuffleEachEpoch ? '' : ', one order'}`;
  const description = `${source.description}.shuffle(${details})`;
  const { size, access } = source;
  if (bufferSize !== undefined) {
    assertPositiveInteger('bufferSize', bufferSize);
    return { description, size, open: bufferedReader(source, bufferSize, randomOf) };
  }
  if (!access || size === Infinity) {
    throw new InvalidArgumentError({
      argument: 'bufferSize',
      value: bufferSize,
      message: `shuffle expects a bufferSize for a dataset that ${access ? 'has no end' : 'can only be read in order'}; received none for ${source.description}. Shuffle before the operator that makes it so, or give a bufferSize such as 10000.`,
    });
  }
  return indexedSource({
    description,
    size,
    access: (epoch) => {
      const elements = access(epoch);
      const place = permutation(elements.size, randomOf(epoch));
      return { size: elements.size, at: (index) => elements.at(place(index)) };
    },
  });
}

/** Its position is the number of elements given: a restore draws them again, so that the buffer is never saved. */
function bufferedReader<T>(
  source: Source<T>,
  bufferSize: number,
  randomOf: (epoch: number) => Random,
): Source<T>['open'] {
  return (epoch, position = 0) => {
    const random = randomOf(epoch);
    const reader = source.open(epoch);
    const buffer: T[] = [];
    let given = 0;
    let toGive = countIn(position);
    let exhausted = false;
    function* draw() {
      while (!exhausted && buffer.length < bufferSize) {
        const result = yield* ready(reader.next());
        if (result.done) exhausted = true;
        else buffer.push(result.value);
      }
      if (buffer.length === 0) return ended;
      const drawn = random.integer(buffer.length);
      const value = buffer[drawn]!;
      const last = buffer.pop()!;
      if (drawn < buffer.length) buffer[drawn] = last;
      return { done: false as const, value };
    }
    function* next() {
      for (; given < toGive; given++) yield* draw();
      const result = yield* draw();
      if (!result.done) toGive = ++given;
      return result;
    }
    return { next: () => drive(next()), position: () => toGive };
  };
}
