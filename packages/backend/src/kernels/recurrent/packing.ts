import type { TypedArray } from '@tensorflow/tfjs-core';
import type { Geometry } from './geometry.js';

/**
 * The valid positions of a batch, packed: what is masked costs nothing.
 *
 * A rank numbers the rows by how many valid positions they have, most first, so that the rows still running at a step are
 * the first ones. A slot is one valid position; slots stand in the order of processing, step by step and in each step rank
 * by rank. A place is a position as the tensors have it, row · time + position. Without a mask, rank is row. After the
 * packed sequences of PyTorch and cuDNN.
 */
export interface Packing {
  /** The row of each rank. */
  readonly order: Int32Array;
  /** How many slots each rank has. */
  readonly lengths: Int32Array;
  /** The first slot of each step, then the number of slots. */
  readonly starts: Int32Array;
  /** The place of each slot. */
  readonly places: Int32Array;
  /** How many masked places follow each slot in the order of processing; missing where nothing is masked. */
  readonly repeats?: Int32Array;
  /** How many masked places each row has before its first valid one, in the order of processing; missing likewise. */
  readonly leading?: Int32Array;
}

/** Packs a batch by its mask [rows, time], where 0 is padding. */
export function packingOf(geometry: Geometry, mask: TypedArray | undefined): Packing {
  return mask && mask.includes(0) ? packedBy(mask, geometry) : wholeRows(geometry);
}

/** How many slots there are. */
export function slotsOf({ places }: Packing): number {
  return places.length;
}

/** How many steps the longest row takes. */
export function stepsOf({ starts }: Packing): number {
  return starts.length - 1;
}

/**
 * Where a state stands among the initial states by rank, followed by those behind every slot: the state of `rank` behind
 * `steps` steps of its own.
 */
export function stateAt({ order, starts }: Packing, rank: number, steps: number): number {
  return steps === 0 ? rank : order.length + starts[steps - 1]! + rank;
}

function wholeRows({ rows, time, reverse }: Geometry): Packing {
  const places = new Int32Array(rows * time);
  let slot = 0;
  for (let step = 0; step < time; step++) {
    const position = reverse ? time - 1 - step : step;
    for (let row = 0; row < rows; row++) places[slot++] = row * time + position;
  }
  return {
    order: Int32Array.from({ length: rows }, (_, row) => row),
    lengths: new Int32Array(rows).fill(time),
    starts: Int32Array.from({ length: time + 1 }, (_, step) => step * rows),
    places,
  };
}

function packedBy(mask: TypedArray, geometry: Geometry): Packing {
  const { rows, time } = geometry;
  const valid = validPlaces(mask, geometry);
  const order = Int32Array.from(valid.counts.keys()).sort((a, b) => valid.counts[b]! - valid.counts[a]! || a - b);
  const lengths = order.map((row) => valid.counts[row]!);
  const steps = lengths[0]!;
  const starts = new Int32Array(steps + 1);
  const slots = lengths.reduce((sum, length) => sum + length, 0);
  const places = new Int32Array(slots);
  const repeats = new Int32Array(slots);
  let [slot, running] = [0, rows];
  for (let step = 0; step < steps; step++) {
    while (lengths[running - 1]! <= step) running--;
    for (let rank = 0; rank < running; rank++) {
      const from = order[rank]! * time + step;
      places[slot] = valid.places[from]!;
      repeats[slot++] = valid.repeats[from]!;
    }
    starts[step + 1] = slot;
  }
  return { order, lengths, starts, places, repeats, leading: valid.leading };
}

/** Every row's valid places in the order of processing, and how many masked ones follow each: [rows, time] from the left. */
function validPlaces(mask: TypedArray, { rows, time, reverse }: Geometry) {
  const [counts, leading] = [new Int32Array(rows), new Int32Array(rows)];
  const [places, repeats] = [new Int32Array(rows * time), new Int32Array(rows * time)];
  for (let row = 0; row < rows; row++) {
    let end = row * time;
    for (let step = 0; step < time; step++) {
      const place = row * time + (reverse ? time - 1 - step : step);
      if (mask[place] !== 0) places[end++] = place;
      else if (end > row * time) repeats[end - 1]!++;
      else leading[row]!++;
    }
    counts[row] = end - row * time;
  }
  return { counts, leading, places, repeats };
}
