import type { Random } from '@refrain/core';

/** Enough for every pair of places to be equally likely; the tests count it. */
const rounds = 8;

/** Halves of fewer than three bits mix too slowly, so that a few elements are ordered within a domain of 64. */
const fewestBits = 6;

/**
 * A random order of 0…size-1, computed index by index: an exact full shuffle that stores eight numbers.
 *
 * A Feistel network over a power of two that holds `size`, with two halves that may differ by one bit;
 * results beyond `size` are sent through it again (cycle walking, Black and Rogaway, "Ciphers with Arbitrary Finite
 * Domains", 2002), at most twice on average from 32 elements on.
 *
 * @param size how many elements, 1 to 2⁵³
 * @param random gives the keys; it advances
 * @returns the place from which the element at `index` comes
 */
export function permutation(size: number, random: Random): (index: number) => number {
  let bits = fewestBits;
  while (2 ** bits < size) bits++;
  const lowBits = bits >> 1;
  const highMask = 2 ** (bits - lowBits) - 1;
  const lowMask = 2 ** lowBits - 1;
  const keys = Int32Array.from({ length: rounds }, () => random.uint32());
  // Up to 31 bits an index is an integer to the processor too, and shifts are several times as fast as a division.
  const isSmall = bits <= 31;
  return (index) => {
    let result = index;
    do {
      let low = result & lowMask;
      let high = isSmall ? result >>> lowBits : (result - low) / (lowMask + 1);
      for (let round = 0; round < rounds; round += 2) {
        high ^= scramble((low + keys[round]!) | 0) & highMask;
        low ^= scramble((high + keys[round + 1]!) | 0) & lowMask;
      }
      result = isSmall ? (high << lowBits) | low : high * (lowMask + 1) + low;
    } while (result >= size);
    return result;
  };
}

/** A hash of 32 bits that changes half of the result's bits with any bit of its argument. */
function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
