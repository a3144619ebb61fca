import type { Split } from './presets.js';

/** The parts of a text, in its order. */
export interface TextParts {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  /** Empty where the split leaves nothing for it. */
  readonly test: Int32Array;
}

/** Cuts a text's ids where `split` says; the parts share the memory of `ids`. */
export function textParts(ids: Int32Array, split: Split): TextParts {
  const { positions, fractions } = split;
  const fits = positions !== undefined && positions[1] < ids.length;
  const [first, second] = fits
    ? positions
    : [Math.round(fractions[0] * ids.length), Math.round(fractions[1] * ids.length)];
  return { train: ids.subarray(0, first), validation: ids.subarray(first, second), test: ids.subarray(second) };
}
