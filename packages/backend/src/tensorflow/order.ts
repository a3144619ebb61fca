/** A batch as a recurrence reads it. */
export interface BatchPositions {
  readonly batch: number;
  readonly time: number;
  readonly reverse: boolean;
  readonly zeroOutputForMask: boolean;
  /** [batch, time], 0 where a position is padding. */
  readonly mask?: ArrayLike<number> | undefined;
}

/**
 * The order in which positions go through a recurrence: of every row its valid ones, first to last or last to first,
 * then some of the masked ones, whose results nobody reads, up to the longest row. So masks with holes, padding on
 * either side and both directions are one and the same for a kernel that knows none of them.
 */
export interface ProcessingOrder {
  /** How many steps the longest row takes; at least 1. */
  readonly steps: number;
  /** [steps · batch]: the position, `row · time + at`, that each step of each row reads. */
  readonly read: Int32Array;
  /** Whether a position is padding; where none is, each state but the initial one is shown once. */
  readonly isMasked: boolean;
  /** [batch · time]: which of the states [steps + 1, batch], the initial one first, each position shows. */
  readonly shows: Int32Array;
  /** [batch · time]: 0 where a position shows zeros, 1 elsewhere; missing where all are 1. */
  readonly shown?: Float32Array;
  /** [batch]: which of those states each row ends with. */
  readonly last: Int32Array;
  /** [batch]: how many positions of each row are valid. */
  readonly lengths: Int32Array;
}

/** Orders the positions of a batch. */
export function processingOrder({ batch, time, reverse, ...masking }: BatchPositions): ProcessingOrder {
  const { mask, zeroOutputForMask } = masking;
  const lengths = Int32Array.from({ length: batch }, (_, row) => {
    let valid = 0;
    for (let at = 0; at < time; at++) if (!mask || mask[row * time + at] !== 0) valid++;
    return valid;
  });
  const steps = Math.max(1, ...lengths);
  const read = new Int32Array(steps * batch);
  const shows = new Int32Array(batch * time);
  const shown = new Float32Array(batch * time).fill(1);
  let hidden = false;
  for (let row = 0; row < batch; row++) {
    let valid = 0;
    let masked = lengths[row]!;
    for (let count = 0; count < time; count++) {
      const position = row * time + (reverse ? time - 1 - count : count);
      const isValid = !mask || mask[position] !== 0;
      const step = isValid ? valid++ : masked++;
      if (step < steps) read[step * batch + row] = position;
      shows[position] = valid * batch + row;
      if (valid === 0 || (zeroOutputForMask && !isValid)) {
        shown[position] = 0;
        hidden = true;
      }
    }
  }
  const last = lengths.map((length, row) => length * batch + row);
  const isMasked = lengths.some((length) => length < Math.max(1, time));
  return { steps, read, isMasked, shows, ...(hidden && { shown }), last, lengths };
}
